import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { WaitingNotesProps } from '../../components/waiting-notes/WaitingNotes.tsx';
import type { Call } from '../../lib/rpc/client.ts';
import type { CardsStore } from '../../lib/state/cards-store.ts';
import { valueOf } from '../../lib/state/queries.ts';
import type { WorkspaceQueries } from '../../lib/state/workspace-queries.ts';
import { useCallChanges } from './use-call-changes.ts';
import { codeOf } from './use-history.ts';

/** Notes that are not in Zammad yet. @param onDiscarded one is gone for good */
export function useWaiting(
  call: Call,
  queries: WorkspaceQueries,
  store: CardsStore,
  onDiscarded: () => void,
): Omit<WaitingNotesProps, 'onOpen'> {
  const client = useQueryClient();
  const waiting = useQuery(queries.waiting);
  const again = () => client.invalidateQueries({ queryKey: queries.waiting.queryKey });
  useCallChanges(store, () => void again());
  const retry = useMutation({
    mutationFn: async () => valueOf(await call('notes.retry', {})),
    onSettled: again,
  });
  const discard = useMutation({
    mutationFn: async (callId: string) => valueOf(await call('notes.discard', { callId })),
    onSuccess: onDiscarded,
    onSettled: again,
  });
  const error = waiting.error ?? retry.error ?? discard.error;
  return {
    notes: waiting.data,
    problem: error ? codeOf(error) : undefined,
    retrying: retry.isPending,
    onRetry: () => retry.mutate(),
    onReload() {
      retry.reset();
      discard.reset();
      void waiting.refetch();
    },
    onDiscard: (callId) => discard.mutate(callId),
  };
}

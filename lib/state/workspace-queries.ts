/** What the side panel asks the background: history, missed callers, waiting notes, what happened meanwhile. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Call } from '../rpc/client.ts';
import type { Input } from '../rpc/contract.ts';
import { valueOf } from './queries.ts';

export type HistoryAsk = Omit<Input<'history.page'>, 'cursor' | 'limit'>;

/** Rows of one page of the history. */
export const PAGE_SIZE = 40;
/** Waiting notes move by themselves; nobody tells of it. */
const WAITING_MS = 5_000;

export function createWorkspaceQueries(call: Call) {
  const cursorOf = ({ next }: { next?: string }) => next;
  const first: string | undefined = undefined;
  return {
    /** Each search is a question of its own: an answer to an earlier one never shows under it. */
    history: (ask: HistoryAsk) =>
      infiniteQueryOptions({
        queryKey: ['history.page', ask],
        queryFn: async ({ pageParam }) =>
          valueOf(await call('history.page', { ...ask, cursor: pageParam, limit: PAGE_SIZE })),
        initialPageParam: first as string | undefined,
        getNextPageParam: cursorOf,
        placeholderData: keepPreviousData,
        staleTime: 10_000,
        retry: false,
      }),
    missed: infiniteQueryOptions({
      queryKey: ['missed.list'],
      queryFn: async ({ pageParam }) => valueOf(await call('missed.list', { cursor: pageParam })),
      initialPageParam: first as string | undefined,
      getNextPageParam: cursorOf,
      // The port tells of changes; this is for a relay that was away meanwhile.
      refetchInterval: 60_000,
      retry: false,
    }),
    waiting: queryOptions({
      queryKey: ['notes.waiting'],
      queryFn: async () => valueOf(await call('notes.waiting', {})),
      refetchInterval: WAITING_MS,
      retry: false,
    }),
    away: queryOptions({
      queryKey: ['away.get'],
      queryFn: async () => valueOf(await call('away.get', {})),
      // Whoever comes back looks here: that asks again. A look costs the relay several pages.
      refetchInterval: 300_000,
      staleTime: 30_000,
      retry: false,
    }),
    card: (callId: string) =>
      queryOptions({
        queryKey: ['history.card', callId],
        queryFn: async () => valueOf(await call('history.card', { callId })),
        staleTime: Infinity,
        // Opened again, it is asked about again.
        gcTime: 0,
        retry: false,
      }),
  };
}
export type WorkspaceQueries = ReturnType<typeof createWorkspaceQueries>;

import { useQuery } from '@tanstack/react-query';
import { useStore } from 'zustand';
import { CallDetail } from '../../components/panel/CallDetail.tsx';
import type { CardActions } from '../../lib/core/card-actions.ts';
import type { CardsStore } from '../../lib/state/cards-store.ts';
import type { WorkspaceQueries } from '../../lib/state/workspace-queries.ts';
import { codeOf } from './use-history.ts';

export interface OneCallProps {
  callId: string;
  queries: WorkspaceQueries;
  store: CardsStore;
  actions: CardActions;
  onBack: () => void;
}

/** The card of one call: made by the background when it has none, then live over the port. */
export function OneCall({ callId, queries, store, actions, onBack }: OneCallProps) {
  const live = useStore(store, ({ cards }) => cards.find(({ call }) => call.id === callId));
  const settings = useStore(store, (state) => state.settings);
  const asked = useQuery(queries.card(callId));
  const card = live ?? asked.data;
  // The frames of the stream carry no notes of colleagues; the answer to our question may.
  const note = card?.call.note ?? asked.data?.call.note;
  return (
    <CallDetail
      card={card && note ? { ...card, call: { ...card.call, note } } : card}
      problem={asked.error && !card ? codeOf(asked.error) : undefined}
      actions={actions}
      settings={settings}
      onRetry={() => void asked.refetch()}
      onBack={onBack}
    />
  );
}

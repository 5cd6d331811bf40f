/** The card of a call of the past: made on request, shown only by our own pages. */
import type { CardView } from '../../lib/core/card.ts';
import type { Result } from '../../lib/rpc/contract.ts';
import type { Accounts } from './accounts.ts';
import type { Cards } from './cards.ts';
import type { Enrich } from './enrich.ts';
import { codeOf } from './problem.ts';

export interface HistoryCardDeps {
  accounts: Pick<Accounts, 'relay'>;
  cards: Pick<Cards, 'get' | 'receive' | 'touch'>;
  enrich: Pick<Enrich, 'look'>;
}

export type HistoryCard = ReturnType<typeof createHistoryCard>;

export function createHistoryCard({ accounts, cards, enrich }: HistoryCardDeps) {
  return {
    /**
     * The card as it is known now; who and tickets follow over the port. A card that is made here
     * is put away from the start, so that it never comes up in Zammad.
     */
    async card(callId: string): Promise<Result<CardView>> {
      if (!cards.get(callId)) {
        const relay = accounts.relay();
        if (!relay) return { ok: false, code: 'relay/unpaired' };
        try {
          const call = await relay.call(callId);
          cards.receive(call, { lead: false, hidden: true });
        } catch (error) {
          const code = codeOf(error);
          return { ok: false, code: code === 'relay/not-found' ? 'call/not-found' : code };
        }
      }
      cards.touch(callId);
      enrich.look(callId, { anyway: true });
      const view = cards.get(callId)?.view;
      return view ? { ok: true, value: view } : { ok: false, code: 'call/not-found' };
    },
  };
}

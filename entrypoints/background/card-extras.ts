/**
 * What a card shows besides who it is and what is open: the caller's time, earlier calls, which
 * colleagues have the tickets on screen, who wrote last. Extras: what fails is left out in silence.
 */
import type { CardView } from '../../lib/core/card.ts';
import type { Accounts } from './accounts.ts';
import type { CallerZone } from './caller-zone.ts';
import type { Cards } from './cards.ts';
import type { ShortCache } from './short-cache.ts';
import {
  lastWriterOf,
  mostUrgent,
  type TicketCompanyDeps,
  ticketViewers,
  withCompany,
} from './ticket-company.ts';

/** Earlier calls are counted up to this. */
export const EARLIER_MAX = 50;

export interface CardExtrasDeps {
  cards: Cards;
  accounts: Accounts;
  cache: ShortCache;
  callerZone: CallerZone;
  now(): number;
}

export type CardExtras = ReturnType<typeof createCardExtras>;

export function createCardExtras({ cards, accounts, cache, callerZone, now }: CardExtrasDeps) {
  const viewOf = (callId: string) => cards.get(callId)?.view;

  /** Needs nobody to be asked. */
  function zone(callId: string): void {
    const { number, internal } = viewOf(callId)?.call.remote ?? {};
    const found = internal ? undefined : callerZone(number);
    cards.change(callId, (view) => {
      if (view.zone === found) return view;
      const { zone: _before, ...rest } = view;
      return found === undefined ? rest : { ...rest, zone: found };
    });
  }

  async function earlier(callId: string): Promise<void> {
    const call = viewOf(callId)?.call;
    const relay = accounts.relay();
    if (!call?.remote.number || call.remote.internal || !relay) return;
    const { number } = call.remote;
    const { items } = await cache.get(`earlier ${number}`, () =>
      relay.calls({ number, limit: EARLIER_MAX }),
    );
    const others = items.filter(
      ({ id, startedAt }) => id !== call.id && startedAt <= call.startedAt,
    );
    const [last] = others.toSorted((a, b) => b.startedAt - a.startedAt);
    const found = { calls: others.length, ...(last ? { lastAt: last.startedAt } : {}) };
    cards.change(callId, (view) =>
      JSON.stringify(view.earlier) === JSON.stringify(found) ? view : { ...view, earlier: found },
    );
  }

  async function company(callId: string): Promise<void> {
    const { chosen, tickets } = viewOf(callId) ?? {};
    const zammad = accounts.zammad();
    if (!tickets || tickets.length === 0 || !zammad) return;
    const deps: TicketCompanyDeps = {
      zammad: zammad.client,
      ownUserId: zammad.userId,
      relay: accounts.relay(),
      cache,
      now: now(),
    };
    const urgent = mostUrgent(tickets);
    const ids = tickets.filter(({ kind }) => kind !== 'closed').map(({ id }) => id);
    const [viewers, name] = await Promise.all([
      ticketViewers(deps, ids),
      urgent && lastWriterOf(deps, urgent).catch(() => undefined),
    ]);
    const writer = urgent && name ? { ticketId: urgent.id, name } : undefined;
    cards.change(callId, (view) => {
      if (view.chosen !== chosen || !view.tickets) return view;
      const next = withCompany(view.tickets, viewers, writer);
      return sameTickets(next, view.tickets) ? view : { ...view, tickets: next };
    });
  }

  return {
    zone,
    /** Settles when all that can be learned is on the card; never fails. */
    async refresh(callId: string): Promise<void> {
      await Promise.allSettled([earlier(callId), company(callId)]);
    },
  };
}

function sameTickets(a: CardView['tickets'], b: CardView['tickets']): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

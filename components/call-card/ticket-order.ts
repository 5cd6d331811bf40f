import type { CardTicket } from '../../lib/core/card.ts';

/** Overdue and escalating first, then as they came (open ones first). Closed last. */
export function byUrgency(tickets: readonly CardTicket[]): CardTicket[] {
  const rank = (ticket: CardTicket) => {
    if (ticket.kind === 'closed') return Number.MAX_SAFE_INTEGER;
    return ticket.escalationAt ?? Number.MAX_SAFE_INTEGER - 1;
  };
  return [...tickets].toSorted((a, b) => rank(a) - rank(b));
}

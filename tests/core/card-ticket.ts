/** A ticket as a card lists it, open unless a test wants otherwise. For tests. */
import type { CardTicket } from '../../lib/core/card.ts';

export function cardTicket(id: number, more: Partial<CardTicket> = {}): CardTicket {
  return {
    id,
    number: `9${id}`,
    title: 't',
    state: 'open',
    kind: 'open',
    mine: false,
    createdAt: 0,
    updatedAt: id,
    ...more,
  };
}

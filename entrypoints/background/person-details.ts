/** What the card shows of the chosen person: who it is, tickets, last contact. */
import type { CardPerson, CardTicket } from '../../lib/core/card.ts';
import { personName } from '../../lib/zammad/people.ts';
import type { ZammadTicket, ZammadUser } from '../../lib/zammad/types.ts';

/** Open ones by last change; then a few closed ones, for the note about yesterday's problem. */
const CLOSED_MAX = 5;

export function cardTicket(ticket: ZammadTicket, ownUserId: number): CardTicket {
  const mine = ticket.ownerId === ownUserId;
  return {
    id: ticket.id,
    number: ticket.number,
    title: ticket.title,
    state: ticket.stateName,
    kind: kindOf(ticket),
    mine,
    ...(ticket.ownerName ? { owner: ticket.ownerName } : {}),
    createdAt: ticket.createdAt,
    updatedAt: ticket.updatedAt,
    ...(ticket.escalationAt === undefined ? {} : { escalationAt: ticket.escalationAt }),
  };
}

function kindOf({ stateType }: ZammadTicket): CardTicket['kind'] {
  if (stateType === 'new' || stateType === 'open') return stateType;
  return stateType.startsWith('pending') ? 'pending' : 'closed';
}

export function ticketsOf(
  answer: { open: ZammadTicket[]; closed: ZammadTicket[] },
  ownUserId: number,
): { tickets: CardTicket[]; lastContactAt?: number } {
  const byChange = (a: ZammadTicket, b: ZammadTicket) => b.updatedAt - a.updatedAt;
  const all = [
    ...answer.open.toSorted(byChange),
    ...answer.closed.toSorted(byChange).slice(0, CLOSED_MAX),
  ];
  const last = Math.max(...all.map(({ updatedAt }) => updatedAt));
  return {
    tickets: all.map((ticket) => cardTicket(ticket, ownUserId)),
    ...(all.length > 0 ? { lastContactAt: last } : {}),
  };
}

/** Zammad's own record is newer than what the relay's index knew; the reason stays. */
export function refreshed(person: CardPerson, user: ZammadUser): CardPerson {
  return {
    userId: person.userId,
    name: personName(user),
    ...(user.organization ? { organization: user.organization } : {}),
    ...(user.email ? { email: user.email } : {}),
    vip: user.vip,
    reason: person.reason,
  };
}

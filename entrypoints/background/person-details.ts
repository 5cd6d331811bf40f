/** What the card shows of the chosen person: who it is, tickets, last contact. */
import type { CardPerson, CardTicket, CardView } from '../../lib/core/card.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { ZammadArticle, ZammadTicket, ZammadUser } from '../../lib/zammad/types.ts';
import { fieldWith } from './number-fields.ts';
import { cardPerson } from './zammad-person.ts';

/** Open ones by last change; then a few closed ones, for the note about yesterday's problem. */
const CLOSED_MAX = 5;

/** @param groups names by id, for a Zammad that does not send them along (6.x) */
export function cardTicket(
  ticket: ZammadTicket,
  ownUserId: number,
  groups: ReadonlyMap<number, string> = new Map(),
): CardTicket {
  const mine = ticket.ownerId === ownUserId;
  const group = ticket.groupName ?? groups.get(ticket.groupId);
  const last = lastWord(ticket);
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
    ...(group === undefined ? {} : { group }),
    ...(last === undefined ? {} : { last }),
  };
}

function kindOf({ stateType }: ZammadTicket): CardTicket['kind'] {
  if (stateType === 'new' || stateType === 'open') return stateType;
  return stateType.startsWith('pending') ? 'pending' : 'closed';
}

/** Zammad counts what the customer can see: an internal note is no contact. */
function lastWord(ticket: ZammadTicket): CardTicket['last'] {
  const { lastContactCustomerAt: customer, lastContactAgentAt: agent } = ticket;
  if (customer === undefined && agent === undefined) return undefined;
  return (customer ?? -Infinity) >= (agent ?? -Infinity)
    ? { by: 'customer', at: customer ?? 0 }
    : { by: 'agent', at: agent ?? 0 };
}

/** The name under the newest article that the customer can see; undefined when nobody's is there. */
export function lastWriter(articles: readonly ZammadArticle[]): string | undefined {
  const last = articles.findLast(
    ({ internal, sender }) => !internal && (sender === 'Agent' || sender === 'Customer'),
  );
  const name = last?.from.replace(/<[^>]*>/g, '').replace(/^["\s]+|["\s]+$/g, '');
  return name || undefined;
}

export function ticketsOf(
  answer: { open: ZammadTicket[]; closed: ZammadTicket[] },
  ownUserId: number,
  groups?: ReadonlyMap<number, string>,
): { tickets: CardTicket[]; lastContactAt?: number } {
  const byChange = (a: ZammadTicket, b: ZammadTicket) => b.updatedAt - a.updatedAt;
  const all = [
    ...answer.open.toSorted(byChange),
    ...answer.closed.toSorted(byChange).slice(0, CLOSED_MAX),
  ];
  const last = Math.max(...all.map(({ updatedAt }) => updatedAt));
  return {
    tickets: all.map((ticket) => cardTicket(ticket, ownUserId, groups)),
    ...(all.length > 0 ? { lastContactAt: last } : {}),
  };
}

/** Zammad's own record is newer than what the relay's index knew; the reason stays. */
export function refreshed(person: CardPerson, user: ZammadUser): CardPerson {
  return cardPerson(user, person.reason);
}

/**
 * Somebody who was picked for the number, is the only one, and has it in their record by now: that
 * says more than who picked them. Among several the pick is the reason.
 */
export function withOwnField(view: CardView, user: ZammadUser, phone: Phone): CardView {
  const [person, ...others] = view.people;
  const { number } = view.call.remote;
  if (!person || others.length > 0 || person.userId !== user.id) return view;
  const field = number && person.reason.kind === 'picked' && fieldWith(phone, user, number);
  if (!field) return view;
  return { ...view, people: [{ ...person, reason: { kind: 'exact', detail: field } }] };
}

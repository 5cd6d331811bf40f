/** What a rule's word means for one caller: a place to go to. Pure. */
import type { CardTicket, CardView } from '../card.ts';
import type { OpenWhat } from '../settings.ts';
import { clearPerson } from './match-count.ts';

export type OpenTarget =
  | { kind: 'profile'; userId: number; latest?: number | undefined }
  | { kind: 'ticket'; ticketId: number }
  | { kind: 'new-ticket'; userId?: number | undefined }
  | { kind: 'url' };

const DAY_MS = 86_400_000;

/**
 * Undefined: the rule needs a person, and none is clear. Tickets that are not known (yet) lead to
 * the profile, which makes nothing and is never wrong.
 * @param about.now local time, as `lastContactAt` is Zammad's; days are coarse
 */
export function targetOf(
  what: Exclude<OpenWhat, 'nothing'>,
  view: Pick<CardView, 'people' | 'chosen' | 'tickets' | 'lastContactAt'>,
  about: { recentDays: number; now: number },
): OpenTarget | undefined {
  const userId = clearPerson(view);
  if (what === 'url') return { kind: 'url' };
  if (what === 'new-ticket') return { kind: 'new-ticket', userId };
  if (userId === undefined) return undefined;
  const latest = urgentTicket(view.tickets ?? [])?.id ?? lastTicket(view.tickets ?? [])?.id;
  const profile: OpenTarget = { kind: 'profile', userId, ...(latest ? { latest } : {}) };
  if (what === 'profile' || !view.tickets) return profile;
  if (what === 'latest-ticket') {
    const ticket = urgentTicket(view.tickets);
    return ticket ? { kind: 'ticket', ticketId: ticket.id } : profile;
  }
  const changedAt = view.lastContactAt ?? lastTicket(view.tickets)?.updatedAt;
  const recent = changedAt !== undefined && about.now - changedAt <= about.recentDays * DAY_MS;
  return recent ? profile : { kind: 'new-ticket', userId };
}

/** The open ticket that is in most need: escalating first, then the one that changed last. */
export function urgentTicket(tickets: readonly CardTicket[]): CardTicket | undefined {
  const open = tickets.filter(({ kind }) => kind !== 'closed');
  return open.sort(
    (a, b) =>
      (a.escalationAt ?? Infinity) - (b.escalationAt ?? Infinity) || b.updatedAt - a.updatedAt || 0,
  )[0];
}

function lastTicket(tickets: readonly CardTicket[]): CardTicket | undefined {
  return [...tickets].sort((a, b) => b.updatedAt - a.updatedAt)[0];
}

/** What a ticket's second line says, most telling first. Pure. */
import type { CardTicket } from '../../lib/core/card.ts';
import type { Language } from '../../lib/i18n/create-texts.ts';
import { factsLine } from '../facts-line.ts';

/** Escalation in words, or undefined for tickets that do not escalate (any more). */
export function urgencyText(
  { escalationAt, kind }: CardTicket,
  now: number,
  { texts, times }: Language,
): string | undefined {
  if (escalationAt === undefined || kind === 'closed') return undefined;
  if (escalationAt <= now) return texts.tickets.escalated(times.duration(now - escalationAt));
  return texts.tickets.escalatesIn(times.duration(escalationAt - now));
}

/** "Anna has it open", or undefined. */
export function openByText({ openBy }: CardTicket, { texts, list }: Language): string | undefined {
  if (!openBy || openBy.length === 0) return undefined;
  const names = list(openBy.slice(0, 3));
  return openBy.length === 1 ? texts.tickets.openBy(names) : texts.tickets.openByMany(names);
}

/** Who is to move: the customer waits, or we wrote. */
export function turnText(
  { last, kind }: CardTicket,
  now: number,
  { texts, times }: Language,
): string | undefined {
  if (!last || kind === 'closed') return undefined;
  if (last.by === 'customer') return texts.tickets.waits(times.day(last.at, now));
  return texts.tickets.wrote(times.age(last.at, now));
}

/** The rest: state, owner, group, and when it last changed if nobody's turn says it. */
export function metaText(ticket: CardTicket, now: number, language: Language): string {
  const { texts, times } = language;
  const owner = ticket.mine ? texts.tickets.yours : (ticket.owner ?? texts.tickets.nobody);
  return factsLine([
    texts.tickets.state(ticket.state),
    owner,
    ticket.group,
    turnText(ticket, now, language) ? undefined : times.age(ticket.updatedAt, now),
  ]);
}

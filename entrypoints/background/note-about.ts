/** What a note says about its call. Pure. */
import type { CardView } from '../../lib/core/card.ts';
import { noteHead } from '../../lib/core/note-text.ts';
import { type TicketLocale, ticketTitle } from '../../lib/core/ticket-text.ts';
import type { NoteAbout } from '../../lib/storage/notes.ts';
import { ticketCall } from './ticket-call.ts';

/** Talk time of the agent; undefined while it goes on or when there was none. */
export function talkedMs({ call }: Pick<CardView, 'call'>): number | undefined {
  const { answeredAt, endedAt } = call;
  return answeredAt === undefined || endedAt === undefined
    ? undefined
    : Math.max(0, endedAt - answeredAt);
}

/** In words: the person, else the name the telephone system sent, else the number; `''`: withheld. */
export function whoOf({ call, people, chosen }: CardView): string {
  const person = people.find(({ userId }) => userId === chosen);
  return person?.name ?? call.remote.name ?? call.remote.display;
}

export function aboutOf(view: CardView, locale: TicketLocale): NoteAbout {
  const { call, chosen } = view;
  const facts = ticketCall(call);
  const head = noteHead({ ...facts, missed: call.missed, talkedMs: talkedMs(view) }, locale);
  return {
    direction: call.direction === 'out' ? 'out' : 'in',
    subject: ticketTitle(facts, locale),
    head,
    ...(call.direction === 'out' && call.remote.display ? { to: call.remote.display } : {}),
    ...(chosen === undefined ? {} : { customerId: chosen }),
  };
}

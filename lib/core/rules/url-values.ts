import type { CardView } from '../card.ts';
import type { TemplateValues } from '../url-template.ts';
import { clearPerson } from './match-count.ts';
import { urgentTicket } from './target.ts';
import { directionOf } from './moment.ts';

/** What the placeholders of an address or a title stand for in this call. */
export function urlValues(
  view: Pick<CardView, 'call' | 'people' | 'chosen' | 'tickets'>,
  more: { national?: string | undefined; agent?: string | undefined } = {},
): TemplateValues {
  const { call } = view;
  const clear = clearPerson(view);
  const person = view.people.find(({ userId }) => userId === clear);
  const ticket = person && urgentTicket(view.tickets ?? []);
  const { number, display, withheld, name } = call.remote;
  return {
    number,
    digits: number?.replace(/\D/g, ''),
    national: withheld ? undefined : more.national,
    display: withheld ? undefined : display,
    name: person?.name ?? name,
    userId: person?.userId,
    email: person?.email,
    organization: person?.organization,
    line: call.line.label ?? call.line.display ?? call.line.number,
    lineNumber: call.line.number,
    queue: call.queue,
    callId: call.id,
    direction: directionOf(call) ?? 'internal',
    ticketId: ticket?.id,
    ticketNumber: ticket?.number,
    agent: more.agent,
  };
}

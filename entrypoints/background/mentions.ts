/**
 * Guesses for a number that nobody has: customers of tickets in whose text it stands. Zammad's own
 * "maybe" names whoever typed the text, often a colleague; the ticket's customer is meant here.
 */
import type { CardPerson } from '../../lib/core/card.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { ZammadTicket } from '../../lib/zammad/types.ts';
import type { Zammad } from '../../lib/zammad/zammad.ts';
import { cardPerson, isStaff } from './zammad-person.ts';

const TICKETS_PER_QUERY = 10;
/** Tickets whose articles are read to see whether the number really stands there. */
const READ_MAX = 5;
export const GUESSES_MAX = 3;
/** What looks like a number in running text. */
const NUMBER_IN_TEXT = /\+?[\d(](?:[\d\s()/.\-\u00a0\u2010-\u2015]{4,30})\d/g;

export interface MentionsDeps {
  zammad: Pick<Zammad, 'searchTickets' | 'articles' | 'usersByIds'>;
  phone: Phone;
}

/**
 * Newest ticket first.
 * @param number `+` and E.164 digits
 * @throws ZammadError when nothing was found and not every question was answered
 */
export async function mentionedWith(deps: MentionsDeps, number: string): Promise<CardPerson[]> {
  const tickets = await ticketsWith(deps, number);
  const customers = [...new Set(tickets.map(({ customerId }) => customerId))];
  const users = await deps.zammad.usersByIds(customers.slice(0, GUESSES_MAX * 2));
  return customers
    .flatMap((id) => {
      const user = users.find((each) => each.id === id);
      const ticket = tickets.find(({ customerId }) => customerId === id);
      if (!user || !ticket || !user.active || isStaff(user)) return [];
      return [cardPerson(user, { kind: 'mentioned', detail: `#${ticket.number}` })];
    })
    .slice(0, GUESSES_MAX);
}

async function ticketsWith(deps: MentionsDeps, number: string): Promise<ZammadTicket[]> {
  const { zammad, phone } = deps;
  const read = new Set<number>();
  const found: ZammadTicket[] = [];
  // One after the other: without Elasticsearch each of them reads through every article.
  for (const query of pieces(phone, number)) {
    const hits = await zammad.searchTickets(query, TICKETS_PER_QUERY);
    for (const ticket of hits.toSorted((a, b) => b.updatedAt - a.updatedAt)) {
      if (read.has(ticket.id) || read.size >= READ_MAX) continue;
      read.add(ticket.id);
      if (await holds(deps, ticket, number)) found.push(ticket);
    }
    if (found.length >= GUESSES_MAX) break;
  }
  return found;
}

/**
 * How the end of the number may stand in a text. With Elasticsearch whole words are found (the
 * first two), without it whatever stands together like this.
 */
function pieces(phone: Phone, number: string): string[] {
  const e164 = number.replace(/\D/g, '');
  const national = phone.national(e164) ?? e164;
  const end = national.slice(-8);
  if (end.length < 6) return [];
  const pairs = end.slice(-6).replace(/(\d\d)(?=\d)/g, '$1 ');
  const fours = end.length < 8 ? [] : [`${end.slice(0, 4)} ${end.slice(4)}`];
  const triples = [end.slice(-6), end].map((part) => part.replace(/(\d{3})(?=\d)/g, '$1 '));
  return [...new Set([end.slice(-7), national, pairs, ...triples, ...fours])];
}

async function holds(
  { zammad, phone }: MentionsDeps,
  ticket: ZammadTicket,
  number: string,
): Promise<boolean> {
  if (hasNumber(phone, ticket.title, number)) return true;
  const articles = await zammad.articles(ticket.id);
  return articles.some(({ body, contentType }) =>
    hasNumber(phone, contentType === 'text/html' ? withoutTags(body) : body, number),
  );
}

/** The same number in any spelling, somewhere in a text. */
export function hasNumber(phone: Phone, text: string, number: string): boolean {
  return [...text.slice(0, 200_000).matchAll(NUMBER_IN_TEXT)].some(([found]) =>
    // "0151 / 23 45 67 89, 17" : the run may be longer than the number.
    [found, ...found.split(/\s{2,}|\n/)].some((part) => phone.same(part, number)),
  );
}

function withoutTags(html: string): string {
  return html
    .replace(/<[^>]{0,2000}>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&#43;/g, '+');
}

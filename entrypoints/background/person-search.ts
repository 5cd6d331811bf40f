/**
 * Finds people by name, e-mail address, organisation, ticket or number. Without Elasticsearch
 * Zammad looks for the whole query in each field by itself, so first and last name together find
 * nobody (measured on 5.5 and 6.5): words are asked for one by one, and the hits judged here.
 */
import type { PersonHit } from '../../lib/core/person-hit.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import type { Zammad } from '../../lib/zammad/zammad.ts';
import { type NumberSearchDeps, ownersOf } from './number-search.ts';
import { fitOf, type PersonQuery, readQuery, spellingsOf } from './person-query.ts';
import { personHit } from './zammad-person.ts';

export const HITS_MAX = 20;
const WORD_LIMIT = 100;
const ORGANIZATIONS_MAX = 5;
const MEMBERS_MAX = 50;

export interface PersonSearchDeps extends NumberSearchDeps {
  zammad: Pick<
    Zammad,
    'searchUsers' | 'usersByIds' | 'searchOrganizations' | 'ticketByNumber' | 'user'
  >;
}

/** Best first; inactive people left out. @throws ZammadError when nothing could be asked */
export async function searchPeople(deps: PersonSearchDeps, text: string): Promise<PersonHit[]> {
  const query = readQuery(text, deps.phone);
  if (!query) return [];
  const [byTicket, people] = await allowing([
    ticketCustomer(deps, query),
    query.words.length > 0 ? byWords(deps, query.words) : byNumber(deps, query),
  ]);
  const hits = new Map<number, PersonHit>();
  for (const hit of byTicket) hits.set(hit.userId, hit);
  const judged = people
    .filter(({ active }) => active)
    .map((user) => ({ user, fit: fitOf(user, query, deps.phone) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((a, b) => b.fit - a.fit || b.user.updatedAt - a.user.updatedAt);
  for (const { user } of judged) if (!hits.has(user.id)) hits.set(user.id, personHit(user));
  return [...hits.values()].slice(0, HITS_MAX);
}

/** What failed is empty, unless everything did. */
async function allowing<A, B>(tasks: [Promise<A[]>, Promise<B[]>]): Promise<[A[], B[]]> {
  const [a, b] = await Promise.allSettled(tasks);
  const found = [
    ...(a.status === 'fulfilled' ? a.value : []),
    ...(b.status === 'fulfilled' ? b.value : []),
  ];
  if (found.length === 0) {
    if (a.status === 'rejected') throw a.reason;
    if (b.status === 'rejected') throw b.reason;
  }
  return [a.status === 'fulfilled' ? a.value : [], b.status === 'fulfilled' ? b.value : []];
}

async function ticketCustomer(
  { zammad, fields }: PersonSearchDeps,
  { ticket: number }: PersonQuery,
): Promise<PersonHit[]> {
  if (number === undefined) return [];
  const ticket = await zammad.ticketByNumber(number);
  if (!ticket) return [];
  const user = await zammad.user(ticket.customerId, fields);
  return user.active ? [personHit(user, `#${ticket.number}`)] : [];
}

async function byWords(deps: PersonSearchDeps, words: string[]): Promise<ZammadUser[]> {
  const { zammad, fields } = deps;
  // The whole query too: with Elasticsearch it is ranked, and finds both names at once.
  const queries = new Set([words.join(' '), ...words.flatMap(spellingsOf)]);
  const [people, colleagues] = await allowing([
    askAll([...queries].map((query) => zammad.searchUsers(query, WORD_LIMIT, fields))),
    membersOf(deps, words),
  ]);
  return distinct([...people, ...colleagues]);
}

/** People of organisations that have all the words, or the longest of them, in their name. */
async function membersOf(
  { zammad, fields }: PersonSearchDeps,
  words: string[],
): Promise<ZammadUser[]> {
  const longest = words.toSorted((a, b) => b.length - a.length)[0] ?? '';
  const queries = new Set([words.join(' '), ...spellingsOf(longest)]);
  const found = await askAll(
    [...queries].map((query) => zammad.searchOrganizations(query, ORGANIZATIONS_MAX)),
  );
  const ids = found.filter(({ active }) => active).flatMap(({ memberIds }) => memberIds);
  return zammad.usersByIds([...new Set(ids)].slice(0, MEMBERS_MAX), fields);
}

async function byNumber(deps: PersonSearchDeps, query: PersonQuery): Promise<ZammadUser[]> {
  const { digits, number } = query;
  const asked: Promise<ZammadUser[]>[] = [];
  if (number) {
    asked.push(ownersOf(deps, number).then((owners) => owners.map(({ user }) => user)));
  }
  if (digits && digits.length >= 4) {
    const bare = digits.replace(/^0+/, '');
    asked.push(deps.zammad.searchUsers(bare === '' ? digits : bare, WORD_LIMIT, deps.fields));
  }
  return distinct(await askAll(asked));
}

/** @throws the first failure when nothing was found */
async function askAll<T>(asked: Promise<T[]>[]): Promise<T[]> {
  const answers = await Promise.allSettled(asked);
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (found.length === 0 && failed) throw failed.reason;
  return found;
}

function distinct(people: ZammadUser[]): ZammadUser[] {
  return [...new Map(people.map((user) => [user.id, user])).values()];
}

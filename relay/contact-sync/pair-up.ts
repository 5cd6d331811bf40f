/** Finds which contacts and people that are not linked yet are the same. Pure. */
import { nameKeys } from '../../lib/core/person-name.ts';
import { type Breathe, mapped } from './in-pieces.ts';

export interface Side<Id> {
  id: Id;
  name: string;
  /** Digits of every number it has; texts that are no number left out. */
  numbers: readonly string[];
  /** Of a contact: made since the oldest of the people was tried to be made. */
  fresh?: boolean | undefined;
}

/**
 * `strict`: same name and a number in common. `loose`, for what we may have made ourselves: also
 * the very same numbers; on a fresh contact the same name or one number in common.
 */
export type Closeness = 'strict' | 'loose';

const MAX_WIDE = 200;

/**
 * Each at most once, best first, then by order: twins are paired off one by one, so that a second
 * run pairs nobody else.
 */
export async function pairUp<A, B>(
  people: readonly Side<A>[],
  contacts: readonly Side<B>[],
  breathe: Breathe,
  closeness: Closeness = 'strict',
): Promise<[A, B][]> {
  const index = await indexOf(contacts, breathe);
  const candidates: { person: number; contact: number; score: number }[] = [];
  await mapped(people.entries(), breathe, ([person, one]) => {
    for (const contact of index.find(one, closeness)) {
      const score = scoreOf(one, contacts[contact] as Side<B>, closeness);
      if (score > 0) candidates.push({ person, contact, score });
    }
  });
  candidates.sort((a, b) => b.score - a.score || a.person - b.person || a.contact - b.contact);
  const [usedPeople, usedContacts] = [new Set<number>(), new Set<number>()];
  const pairs: [A, B][] = [];
  for (const { person, contact } of candidates) {
    if (usedPeople.has(person) || usedContacts.has(contact)) continue;
    usedPeople.add(person);
    usedContacts.add(contact);
    pairs.push([(people[person] as Side<A>).id, (contacts[contact] as Side<B>).id]);
  }
  return pairs;
}

/**
 * Who might fit. A thousand colleagues share a main number: a number alone leads only to contacts
 * without a name, and to some of the others.
 */
async function indexOf(contacts: readonly Side<unknown>[], breathe: Breathe) {
  const found = new Map<string, number[]>();
  const put = (key: string, at: number) => {
    const known = found.get(key);
    if (known) known.push(at);
    else found.set(key, [at]);
  };
  await mapped(contacts.entries(), breathe, ([at, { name, numbers }]) => {
    const keys = nameKeys(name);
    for (const key of keys) put(`name ${key}`, at);
    for (const number of numbers) {
      put(`number ${number}`, at);
      if (keys.length === 0) put(`nameless ${number}`, at);
      for (const key of keys) put(`both ${number} ${key}`, at);
    }
  });
  const get = (key: string) => found.get(key) ?? [];
  return {
    find({ name, numbers }: Side<unknown>, closeness: Closeness): Set<number> {
      const keys = nameKeys(name);
      const close = numbers.flatMap((number) => [
        ...keys.flatMap((key) => get(`both ${number} ${key}`)),
        ...get(`nameless ${number}`),
      ]);
      const isWide = closeness === 'loose' || keys.length === 0;
      const wide = isWide ? numbers.flatMap((number) => get(`number ${number}`)) : [];
      const named = closeness === 'loose' ? keys.flatMap((key) => get(`name ${key}`)) : [];
      return new Set([...close, ...wide.slice(0, MAX_WIDE), ...named.slice(0, MAX_WIDE)]);
    },
  };
}

function scoreOf(a: Side<unknown>, b: Side<unknown>, closeness: Closeness): number {
  const shared = a.numbers.filter((number) => b.numbers.includes(number)).length;
  const keys = new Set(nameKeys(a.name));
  const others = nameKeys(b.name);
  const sameName = others.some((key) => keys.has(key));
  const nameless = keys.size === 0 || others.length === 0;
  if (sameName && shared > 0) return 10 + shared;
  if (nameless && shared > 0) return shared;
  if (closeness === 'strict') return 0;
  const whole = shared > 0 && shared === a.numbers.length && shared === b.numbers.length;
  return whole || (b.fresh === true && (sameName || shared > 0)) ? 1 : 0;
}

/** Phone books: the directory as one request wants it, kept while the order stays. Rules PB3, PB9. */
import { plainSpellings } from '../../../lib/core/plain-letters.ts';
import type { DirectoryPerson } from '../person.ts';
import { bookName, bookNumbers } from './book-entry.ts';
import type { BookRequest } from './book-request.ts';
import { createBreather } from './breather.ts';
import { cleanName } from './clean-name.ts';
import type { BookPeople, SortedPeople } from './sorted-people.ts';

export interface Book {
  /** In order. */
  ids: readonly number[];
  /** The person as they are now; undefined for those who are not in this book any more. */
  read(id: number): DirectoryPerson | undefined;
  /** Another one whenever anything in it may be another. */
  revision: string;
  /** Parts of the list by letter or organisation, in order. */
  groups(): Promise<ReadonlyMap<string, readonly number[]>>;
}

export type OpenBook = (request: BookRequest) => Promise<Book>;

/** Different selections kept at once; each costs a list of ids. */
const MAX_KEPT = 8;
const STEP = 50;
const OTHER_LETTERS = '#';
const NO_ORGANIZATION = '–';

type Kept = Omit<Book, 'revision'>;

export function createBooks(deps: {
  people: Pick<BookPeople, 'get'>;
  sorted: (sort: BookRequest['sort']) => Promise<SortedPeople>;
  language: string;
}): OpenBook {
  const kept = new Map<string, Promise<Kept>>();
  const collator = new Intl.Collator(deps.language, { numeric: true });

  async function select(sorted: SortedPeople, request: BookRequest): Promise<Kept> {
    const breathe = createBreather();
    const fits = selection(request);
    const read = (id: number) => {
      const person = deps.people.get(id);
      return person && fits(person) ? person : undefined;
    };
    const ids: number[] = [];
    for (const [at, id] of sorted.ids.entries()) {
      if (at % STEP === 0) await breathe();
      if (read(id)) ids.push(id);
    }
    let groups: ReturnType<Book['groups']> | undefined;
    return { ids, read, groups: () => (groups ??= inGroups({ ids, read }, request)) };
  }

  async function inGroups({ ids, read }: Pick<Book, 'ids' | 'read'>, request: BookRequest) {
    const breathe = createBreather();
    const groups = new Map<string, number[]>();
    for (const [at, id] of ids.entries()) {
      if (at % STEP === 0) await breathe();
      const person = read(id);
      if (!person) continue;
      const name = groupOf(person, request);
      const group = groups.get(name);
      if (group) group.push(id);
      else groups.set(name, [id]);
    }
    const last = (name: string) => Number([OTHER_LETTERS, NO_ORGANIZATION].includes(name));
    return new Map([...groups].sort(([a], [b]) => last(a) - last(b) || collator.compare(a, b)));
  }

  return async (request) => {
    const sorted = await deps.sorted(request.sort);
    const { sort, vip, organization = '', fax, menu, ascii } = request;
    const key = JSON.stringify([sorted.order, sort, vip, organization, fax, menu, ascii]);
    const known = kept.get(key) ?? select(sorted, request);
    known.catch(() => kept.delete(key));
    // Asked for last is kept longest.
    kept.delete(key);
    kept.set(key, known);
    for (const oldest of kept.keys()) {
      if (kept.size > MAX_KEPT) kept.delete(oldest);
    }
    return { ...(await known), revision: `${sorted.order} ${sorted.revision}` };
  };
}

function selection(request: BookRequest): (person: DirectoryPerson) => boolean {
  const organization = folded(request.organization ?? '');
  return (person) =>
    (!request.vip || person.vip) &&
    (organization === '' || folded(person.organization ?? '') === organization) &&
    bookNumbers(person, request).length > 0;
}

function groupOf(person: DirectoryPerson, request: BookRequest): string {
  if (request.menu === 'organizations') {
    return cleanName(person.organization ?? '') || NO_ORGANIZATION;
  }
  const [letter = ''] = bookName(person, request).listed;
  const plain = (plainSpellings(letter)[0] ?? '').slice(0, 1).toUpperCase();
  return /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]$/u.test(plain)
    ? plain
    : OTHER_LETTERS;
}

function folded(text: string): string {
  return cleanName(text).toLowerCase();
}

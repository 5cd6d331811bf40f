/** What somebody typed to find a person: a ticket, a number, an address or words. Pure. */
import { plainSpellings } from '../../lib/core/plain-letters.ts';
import type { Phone } from '../../lib/core/phone.ts';
import { personName } from '../../lib/zammad/people.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import { numbersOf } from './number-fields.ts';
import { isStaff } from './zammad-person.ts';

const WORDS_MAX = 4;
const UMLAUTS: [written: string, letter: string][] = [
  ['ae', 'ä'],
  ['oe', 'ö'],
  ['ue', 'ü'],
  ['ss', 'ß'],
];

export interface PersonQuery {
  /** Digits of a ticket number. */
  ticket?: string;
  /** `+` and E.164 digits, when it reads as a whole number. */
  number?: string;
  /** Digits, when there is nothing else in it: part of a number. */
  digits?: string;
  /** Each must be found. Empty for a ticket or number. */
  words: string[];
}

/** @returns undefined when there is nothing to look for */
export function readQuery(text: string, phone: Phone): PersonQuery | undefined {
  const trimmed = text.replace(/\s+/g, ' ').trim();
  const hash = /(?:^|[\s[(]|ticket)#\s?(\d{2,20})\b/i.exec(trimmed);
  if (hash?.[1]) return { ticket: hash[1], words: [] };
  if (/^[\d\s()/.+\-\u2010-\u2015]+$/.test(trimmed)) {
    const digits = trimmed.replace(/\D/g, '');
    if (digits.length < 3) return undefined;
    const { e164 } = phone.read(trimmed);
    return {
      ...(/^\d+$/.test(trimmed) ? { ticket: digits } : {}),
      ...(e164 ? { number: `+${e164}` } : {}),
      digits,
      words: [],
    };
  }
  // Characters that mean something in Elasticsearch's query language are no part of a name.
  const words = trimmed
    .split(/[^\p{L}\p{M}\p{N}@._+'’-]+/u)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word !== '')
    .slice(0, WORDS_MAX);
  return words.length === 0 || words.join('').length < 2 ? undefined : { words };
}

/**
 * With umlauts the other way, as Zammad's search takes letters as they are; and written as a name
 * is, because 5.x without Elasticsearch (LIKE on PostgreSQL, measured) tells `ida` from `Ida`.
 */
export function spellingsOf(word: string): string[] {
  const lower = word.toLowerCase();
  const withUmlauts = UMLAUTS.reduce((text, [two, one]) => text.replaceAll(two, one), lower);
  const letters = [...new Set([lower, withUmlauts, ...plainSpellings(word)])].slice(0, 4);
  // Addresses and logins are in small letters; OR is a word of Elasticsearch's.
  const typed = /^(AND|OR|NOT)$/.test(word) ? [] : [word];
  return [...new Set([lower, ...letters.map(asName), ...typed])];
}

/** `müller-lux` → `Müller-Lux` */
function asName(lower: string): string {
  return lower.replace(/(?<![\p{L}\p{M}\p{N}])\p{L}/gu, (letter) => letter.toUpperCase());
}

/** How well the person fits; 0: not at all. Only what has the words or the number counts. */
export function fitOf(user: ZammadUser, query: PersonQuery, phone: Phone): number {
  const staff = isStaff(user) ? -5 : 0;
  if (query.words.length === 0) return Math.max(0, numberFit(user, query, phone) + staff);
  const name = plainSpellings(personName(user));
  const others = [user.email, user.login, user.organization ?? ''].flatMap(plainSpellings);
  let fit = 10;
  for (const word of query.words) {
    const spellings = plainSpellings(word);
    const best = Math.max(
      wordFit(name, spellings, [20, 12, 6]),
      wordFit(others, spellings, [9, 5, 3]),
    );
    if (best === 0) return 0;
    fit += best;
  }
  const whole = query.words.flatMap(plainSpellings).toSorted().join(' ');
  if (name.some((each) => each.split(' ').toSorted().join(' ') === whole)) fit += 20;
  return fit + staff;
}

/** @param points for a whole word, its beginning, somewhere */
function wordFit(
  texts: readonly string[],
  spellings: readonly string[],
  [whole, beginning, inside]: readonly [number, number, number],
): number {
  let best = 0;
  for (const text of texts) {
    const parts = text.split(/[^\p{L}\p{N}]+/u);
    for (const spelling of spellings) {
      if (parts.includes(spelling) || text === spelling) best = Math.max(best, whole);
      else if (parts.some((part) => part.startsWith(spelling))) best = Math.max(best, beginning);
      else if (text.includes(spelling)) best = Math.max(best, inside);
    }
  }
  return best;
}

function numberFit(user: ZammadUser, { number, digits }: PersonQuery, phone: Phone): number {
  const stored = numbersOf(user).map(([, value]) => value);
  if (number && stored.some((value) => phone.same(value, number))) return 50;
  if (!digits || digits.length < 4) return 0;
  // Part of a number: of what was typed into Zammad, or of the number that it means.
  const bare = digits.replace(/^0+/, '');
  const forms = stored.flatMap((value) => [value.replace(/\D/g, ''), phone.read(value).e164 ?? '']);
  return bare !== '' && forms.some((form) => form.includes(bare)) ? 20 : 0;
}

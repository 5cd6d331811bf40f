/** Finds people by what a user typed on a telephone. Rule PB12 of `SPEC-phonebook.md`. */
import { plainSpellings } from '../../../lib/core/plain-letters.ts';
import type { DirectoryPerson } from '../person.ts';
import type { Book } from './books.ts';
import { createBreather } from './breather.ts';

const STEP = 50;
const MIN_DIGITS = 3;

/**
 * People of whose name or organisation a word begins with each word typed, or one of whose numbers
 * holds the digits typed. In the order of the list, at most `most`.
 */
export async function searchBook(
  { ids, read }: Pick<Book, 'ids' | 'read'>,
  typed: string,
  most: number,
): Promise<number[]> {
  const fits = matcher(typed);
  const breathe = createBreather();
  const found: number[] = [];
  for (const [at, id] of ids.entries()) {
    if (at % STEP === 0) await breathe();
    const person = read(id);
    if (person && fits(person) && found.push(id) >= most) break;
  }
  return found;
}

function matcher(typed: string): (person: DirectoryPerson) => boolean {
  const digits = typed.replace(/[\s+()/.-]/g, '');
  if (/^\d+$/.test(digits)) {
    // Trunk and international zeros are not part of the number as it is stored.
    const part = digits.replace(/^0+/, '');
    if (part.length < MIN_DIGITS) return () => false;
    return ({ numbers }) => numbers.some((number) => number.digits.includes(part));
  }
  const asked = plainSpellings(typed).map(wordsOf);
  return ({ name, organization = '' }) =>
    plainSpellings(`${name} ${organization}`).some((text) => {
      const words = wordsOf(text);
      return asked.some(
        (all) => all.length > 0 && all.every((one) => words.some((word) => word.startsWith(one))),
      );
    });
}

function wordsOf(plain: string): string[] {
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** What an agent types into the search of the history, taken apart. Rule HS2 of `relay/SPEC-agents.md`. */
import { wordsOf } from './words.ts';

export const MAX_QUERY = 250;
export const MAX_WORDS = 8;

/** Holds when a word begins with one of `spellings`, or a number contains one of `digits`. */
export interface Piece {
  spellings: string[];
  digits: string[];
}

/** Holds when `whole` does, or all of `pieces` do: `0172 123` may be one number or two. */
export interface SearchTerm {
  whole: Piece;
  pieces: Piece[];
}

/** Digits and what people put between them; no letter is next to it. */
const NUMBER = /(?<![\p{L}\p{N}])\+?\(?\d[\d\s()/.\-\u2010-\u2015|]*(?![\p{L}\p{N}])/gu;

/**
 * All of the terms must hold; none: nothing that can be searched was typed.
 * @returns undefined when it is too long or has too many words
 */
export function readSearch(text: string): SearchTerm[] | undefined {
  if (text.length > MAX_QUERY) return undefined;
  const terms: SearchTerm[] = [];
  const words = text.normalize('NFKC').replace(NUMBER, (number) => {
    const term = readNumber(number);
    if (term) terms.push(term);
    return ' ';
  });
  for (const spellings of wordsOf(words)) {
    // The bare digits of `v2` or `٣` are words like any other.
    terms.push({ whole: { spellings, digits: [] }, pieces: [] });
  }
  const different = [...new Map(terms.map((term) => [JSON.stringify(term), term])).values()];
  return different.length > MAX_WORDS ? undefined : different;
}

function readNumber(text: string): SearchTerm | undefined {
  const typed = text.replace(/\(0\)/g, '');
  const parts = typed.match(/\d+/g) ?? [];
  const whole = parts.join('');
  if (whole === '') return undefined;
  // Nobody spells one number in so many pieces, and two of them are searched as two.
  const pieces = parts.length > 1 && parts.length <= MAX_WORDS ? parts.map(pieceOf) : [];
  return { whole: pieceOf(whole), pieces };
}

function pieceOf(digits: string): Piece {
  // As dialled from abroad: stored numbers begin with the country code.
  const bare = digits.startsWith('00') && digits.length > 2 ? [digits.slice(2)] : [];
  return { spellings: [digits.slice(0, 40)], digits: [digits, ...bare] };
}

/** What a call can be found by. */
export interface SearchText {
  words: ReadonlySet<string>;
  /** Digits of its numbers, in all spellings with digits alone. */
  numbers: readonly string[];
}

export function holdsAll(terms: readonly SearchTerm[], text: SearchText): boolean {
  return terms.every(
    ({ whole, pieces }) =>
      holds(whole, text) || (pieces.length > 0 && pieces.every((piece) => holds(piece, text))),
  );
}

export function holds(piece: Piece, { words, numbers }: SearchText): boolean {
  if (piece.digits.some((digits) => numbers.some((number) => number.includes(digits)))) return true;
  for (const word of words) {
    if (piece.spellings.some((spelling) => word.startsWith(spelling))) return true;
  }
  return false;
}

/**
 * Texts as Zammad's caller log can store and match them. Facts of running Zammads 5.5 and 6.5:
 * `from` and `to` hold 100 characters; PostgreSQL refuses the character NUL; digits of E.164
 * without plus are what its own numbers are indexed as.
 */
import type { Party } from '../../lib/core/call.ts';

/** Longest text of any field. */
export const MAX_TEXT = 100;
/** A number as people write it, with the signs of short codes (`*97`, `**620`). */
const NUMBER = /^\+?[\d\s()./*#-]+$/;

/** Control characters, halves of characters, and what turns the direction of the text around it. */
const UNFIT = /[\p{Cc}\p{Cs}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;

/** One line of at most 100 characters, without control characters; undefined when nothing is left. */
export function fieldText(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const line = text
    .slice(0, 4 * MAX_TEXT)
    .replace(UNFIT, ' ')
    .trim();
  // By code points: half a character is none.
  return Array.from(line).slice(0, MAX_TEXT).join('').trim() || undefined;
}

/** One side of a call: digits, an internal number or device, else `anonymous`. */
export function fieldNumber(party: Party): string {
  if (party.withheld) return 'anonymous';
  return (
    digits(party.e164) ??
    internal(party.extension) ??
    digits(party.raw) ??
    internal(party.account) ??
    'anonymous'
  );
}

function internal(text: string | undefined): string | undefined {
  return digits(text) ?? (fieldText(text)?.replace(/^[+\s]+/, '') || undefined);
}

/** Nothing but digits (and `*`, `#`), when the text is written like a number. */
export function digits(text: string | undefined): string | undefined {
  const line = text?.trim().slice(0, MAX_TEXT) ?? '';
  if (!NUMBER.test(line)) return undefined;
  return line.replace(/[^\d*#]/g, '') || undefined;
}

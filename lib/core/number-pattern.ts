/**
 * Numbers and names as they stand in rules: any spelling, with `*` for any text at any place.
 * Rules PO1–PO4 of `relay/SPEC-policy.md`.
 */
import type { Party } from './call.ts';
import type { Phone } from './phone.ts';

export type MatchesParty = (party: Party) => boolean;

export interface PatternOptions {
  /** What a `*` needs at least: nothing, or one character as in Zammad's own table. */
  starNeeds?: 0 | 1;
}

/** Digits, stars and what people write between digits. */
const NUMBER_LIKE = /^[\d\s+()/.\u2010-\u2015*-]*$/;

/**
 * Without `*` it is one number, extension, device or name. With `*` it is compared with E.164
 * digits (`+49900*`, `0049900*`, `49900*` and the national `0900*` are the same), and never hits
 * an internal number or somebody who hides the number; a text with letters is compared with names.
 */
export function numberPattern(
  text: string,
  phone: Phone,
  { starNeeds = 0 }: PatternOptions = {},
): MatchesParty {
  const plain = fold(text);
  if (plain === '') return () => false;
  if (!plain.includes('*')) return exactly(text, plain, phone);
  if (!NUMBER_LIKE.test(plain)) {
    const parts = plain.split('*');
    return (party) =>
      texts(party).some((is) => is !== undefined && fits(parts, fold(is), starNeeds));
  }
  const parts = digitParts(plain, phone);
  if (parts === undefined) return () => false;
  return (party) => {
    if (party.withheld) return false;
    const digits = party.e164 ?? (party.extension === undefined ? rawDigits(party.raw) : undefined);
    return digits !== undefined && fits(parts, digits, starNeeds);
  };
}

function exactly(text: string, plain: string, phone: Phone): MatchesParty {
  const { e164, extension, withheld } = phone.read(text);
  // `anonymous` in a rule means all the words there are for it; digits stay a number.
  const hidden = withheld && /\p{L}/u.test(plain);
  const unread = e164 === undefined && extension === undefined ? rawDigits(plain) : undefined;
  return (party) =>
    (hidden && party.withheld === true) ||
    (e164 !== undefined && party.e164 === e164) ||
    (extension !== undefined && party.extension === extension) ||
    (unread !== undefined && rawDigits(party.raw) === unread) ||
    texts(party).some((is) => is !== undefined && fold(is) === plain);
}

/** The digits around the stars, the first ones in E.164. Undefined: `00*` and `+*` say nothing. */
function digitParts(plain: string, phone: Phone): string[] | undefined {
  const [head = '', ...rest] = plain.split('*');
  const beginning = headDigits(head, phone);
  if (beginning === undefined) return undefined;
  return [beginning, ...rest.map((part) => part.replace(/\D/g, ''))];
}

function headDigits(head: string, phone: Phone): string | undefined {
  const written = head.replace(/\(0\)/g, '');
  const digits = written.replace(/\D/g, '');
  if (written.trim().startsWith('+')) return digits || undefined;
  if (digits.startsWith('00')) return digits.slice(2) || undefined;
  return digits.startsWith('0') ? nationalHead(digits, phone) : digits;
}

/**
 * `0900` as the beginning of E.164 digits: `49900` in Germany, `390900` in Italy. What the first
 * zero becomes is told by any number that exists; undefined where no number begins with it.
 */
function nationalHead(digits: string, phone: Phone): string | undefined {
  for (let length = 5; length <= 11; length++) {
    for (const digit of '123456789') {
      const rest = digit.repeat(length);
      const { e164, valid } = phone.read(`0${rest}`);
      if (valid && e164?.endsWith(rest)) return e164.slice(0, -length) + digits.slice(1);
    }
  }
  return undefined;
}

/** Digits of what could not be read as a number; none for a name or an empty text. */
function rawDigits(raw: string | undefined): string | undefined {
  if (raw === undefined || !NUMBER_LIKE.test(raw)) return undefined;
  return raw.replace(/\D/g, '').replace(/^00/, '') || undefined;
}

function texts({ raw, extension, account, name }: Party): (string | undefined)[] {
  return [raw, extension, account, name];
}

function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/**
 * Do the parts occur in this order, the first at the beginning and the last at the end? Looks at
 * each place once: a rule of many stars costs no more than one of few.
 */
function fits(parts: readonly string[], text: string, starNeeds: number): boolean {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at + starNeeds);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at + starNeeds && text.endsWith(last);
}

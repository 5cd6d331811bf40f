/** The numbers written into one field, each with its place. */
import { numbersIn } from '../../lib/core/number-list.ts';
import type { Phone } from '../../lib/core/phone.ts';
import { LONGEST_FIELD } from './number-texts.ts';

export interface Piece {
  /** As stored; the whole field when the place cannot be told. */
  text: string;
  /** Place in the field; -1 when it cannot be told, as for the second of `609854-180/181`. */
  at: number;
  /** E.164 digits when it is a number. */
  e164?: string | undefined;
  /** It exists by the numbering plan. */
  valid: boolean;
  /** An internal number, which Zammad never looks for. */
  internal: boolean;
}

/** A text too long for a number field is one piece, unread. */
export function piecesOf(field: string, phone: Phone): Piece[] {
  if (field.length > LONGEST_FIELD) return [{ text: field, at: -1, valid: false, internal: false }];
  const { plain, places } = plainLetters(field);
  let from = 0;
  return numbersIn(field, phone).map((text) => {
    const { e164, valid, extension } = phone.read(text);
    const read = { e164, valid, internal: extension !== undefined };
    const found = plain.indexOf(text, from);
    if (found < 0) return { text: field, at: -1, ...read };
    from = found + text.length;
    const at = places[found] ?? 0;
    return { text: field.slice(at, places[from] ?? field.length), at, ...read };
  });
}

/** E.164 digits of all numbers in a text. */
export function numbersOf(field: string, phone: Phone): string[] {
  return piecesOf(field, phone).flatMap(({ e164 }) => (e164 === undefined ? [] : [e164]));
}

/** The text as `numbersIn` sees it, and where each of its letters stands in the stored one. */
function plainLetters(field: string): { plain: string; places: number[] } {
  let plain = '';
  const places: number[] = [];
  let at = 0;
  for (const letter of field) {
    const normal = letter.normalize('NFKC');
    for (let index = 0; index < normal.length; index++) places.push(at);
    plain += normal;
    at += letter.length;
  }
  return { plain, places };
}

/** Several numbers of one field, each into a field of its own. Rule ND7 of `relay/SPEC-numbers.md`. */
import type { Phone } from '../../lib/core/phone.ts';
import { zammadDigits } from '../../lib/core/zammad-matcher.ts';
import { numbersOf, type Piece, piecesOf } from './pieces.ts';
import { isWholeNumber, normalForm, rewritten } from './whole-number.ts';

/** Between two numbers of one field: nothing that somebody would miss. */
const ONLY_SEPARATORS = /^(?:[\s,;|/&]|\b(?:oder|or|und|and)\b)*$/i;

/**
 * The first number stays, each further one goes where it fits.
 * @returns the new texts; or why all stay where they are
 */
export function partNumbers(
  field: string,
  text: string,
  pieces: readonly Piece[],
  now: ReadonlyMap<string, string>,
  phone: Phone,
  custom: readonly string[],
): Map<string, string> | string {
  if (!pieces.every((piece) => piece.valid && isWholeNumber(piece))) {
    return 'it holds more than whole numbers';
  }
  const around = pieces.reduceRight(
    (rest, piece) => `${rest.slice(0, piece.at)} ${rest.slice(piece.at + piece.text.length)}`,
    text,
  );
  if (!ONLY_SEPARATORS.test(around)) return 'there are words beside the numbers';
  const texts = new Map<string, string>();
  const textOf = (name: string) => texts.get(name) ?? now.get(name) ?? '';
  const placed = new Set<string>();
  for (const piece of pieces) {
    const { e164 = '' } = piece;
    if (placed.has(e164)) continue;
    placed.add(e164);
    if (texts.size === 0) {
      texts.set(field, normalForm(piece, phone));
      continue;
    }
    const elsewhere = ['phone', 'mobile', ...custom].filter((name) => name !== field);
    const keeper = elsewhere.find((name) => numbersOf(textOf(name), phone).includes(e164));
    if (keeper !== undefined) {
      texts.set(keeper, findable(textOf(keeper), e164, phone));
      continue;
    }
    // A landline number in the field for mobile ones would be taken for one.
    const places = phone.mobile(e164) ? ['mobile', ...custom, 'phone'] : ['phone', ...custom];
    const place = places.find((name) => name !== field && textOf(name).trim() === '');
    if (place === undefined) return `no field is empty for ${normalForm(piece, phone)}`;
    texts.set(place, normalForm(piece, phone));
  }
  return texts;
}

/** The text in which Zammad finds this one of its numbers, as far as that can be. */
function findable(text: string, e164: string, phone: Phone): string {
  if (zammadDigits(text).includes(e164)) return text;
  const pieces = piecesOf(text, phone).filter((piece) => piece.e164 === e164);
  return pieces.every(isWholeNumber) ? rewritten(text, pieces, phone) : text;
}

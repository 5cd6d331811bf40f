/** Numbers that stand in a text by themselves, and their writing anew. */
import type { Phone } from '../../lib/core/phone.ts';
import { zammadFinds } from '../../lib/core/zammad-matcher.ts';
import type { Piece } from './pieces.ts';

/** No word, no internal number, no digit but those of the number itself is in the text. */
export function isWholeNumber({ text, at, e164 }: Piece): boolean {
  if (at < 0 || e164 === undefined || /\p{L}/u.test(text)) return false;
  const digits = text.normalize('NFKC').replace(/\D/g, '');
  const bare = digits.replace(/^0+/, '');
  if (e164.endsWith(digits) || e164.endsWith(bare)) return true;
  // `+49 (0)30 …`: the trunk zero behind a country code of one to three digits.
  return [1, 2, 3].some(
    (length) => bare[length] === '0' && bare.slice(0, length) + bare.slice(length + 1) === e164,
  );
}

/** These numbers in their normal form; everything around them stays. */
export function rewritten(text: string, pieces: readonly Piece[], phone: Phone): string {
  return pieces.reduceRight(
    (whole, piece) =>
      whole.slice(0, piece.at) +
      normalForm(piece, phone) +
      whole.slice(piece.at + piece.text.length),
    text,
  );
}

/** `609854-180`, `609854-0`: Germans and Austrians set the internal number apart. */
const DIRECT_DIAL = /[-\u2010-\u2015]\s?(\d{1,4})\s*$/;
const DIALS_THROUGH = /^(?:49|43)/;

/**
 * As people read it (`+49 30 609854180`), with the hyphen before an internal number where there was
 * one; when Zammad does not read it so, a plus and digits alone.
 */
export function normalForm({ text, e164 = '' }: Piece, phone: Phone): string {
  const shown = phone.display(e164);
  const internal = DIALS_THROUGH.test(e164) ? DIRECT_DIAL.exec(text.normalize('NFKC'))?.[1] : '';
  const head = internal && shown.endsWith(internal) ? shown.slice(0, -internal.length) : '';
  const parted = /\d$/.test(head) ? [`${head}-${internal}`] : [];
  const right = [...parted, shown].find(
    (form) => zammadFinds(form, e164) && phone.read(form).e164 === e164,
  );
  return right ?? `+${e164}`;
}

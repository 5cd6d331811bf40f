/** Names from Zammad, made fit for the displays of telephones. Rules PB5, PB6 of `SPEC-phonebook.md`. */
import { plainSpellings } from '../../../lib/core/plain-letters.ts';

/** Controls, halves of a surrogate pair, what is no character, and signs that turn the text around them. */
const UNSHOWN =
  // oxlint-disable-next-line no-control-regex -- controls are what this takes out
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffd-\uffff]|\p{Noncharacter_Code_Point}|\p{Cs}/gu;
const PLAIN_SIGNS: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '…': '...',
};

/** One line of text that every XML parser and display takes; letters, emoji and right-to-left stay. */
export function cleanName(text: string): string {
  return text.replace(UNSHOWN, ' ').replace(/\s+/gu, ' ').trim();
}

/**
 * In ASCII, umlauts written out (`Müller` is `Mueller`). What has no plain spelling is left out.
 * @returns empty when no letter or digit is left: no name is better than a row of question marks
 */
export function asciiName(text: string): string {
  const plain = Array.from(text.normalize('NFC')).map((letter, at, all) => {
    if (/^[\x20-\x7e]$/.test(letter)) return letter;
    const written = PLAIN_SIGNS[letter] ?? plainSpellings(letter)[0] ?? '';
    if (!/^[\x20-\x7e]*$/.test(written)) return '';
    return letter === letter.toLowerCase() ? written : capital(written, all[at + 1]);
  });
  const name = plain.join('').replace(/\s+/g, ' ').trim();
  return /[a-z0-9]/i.test(name) ? name : '';
}

/** `Ärzte` is `Aerzte`, `ÄRZTE` is `AERZTE`. */
function capital(written: string, next: string | undefined): string {
  const shouted = next !== undefined && next !== next.toLowerCase();
  return shouted ? written.toUpperCase() : written.slice(0, 1).toUpperCase() + written.slice(1);
}

const segmenter = new Intl.Segmenter();

/** At most `max` UTF-16 units, never half a letter or emoji. */
export function cutName(text: string, max: number): string {
  if (text.length <= max) return text;
  let cut = '';
  for (const { segment } of segmenter.segment(text.slice(0, max + 50))) {
    if (cut.length + segment.length > max) break;
    cut += segment;
  }
  return cut.trimEnd();
}

/**
 * Names of people as telephone systems and Zammad write them, made comparable.
 *
 * `Müller, Jörg`, `Joerg Mueller`, `jorg muller` and `Jörg Müller (23)` are one person. A name has
 * one or two keys: umlauts written out (`ue`) and taken off (`u`); two names are the same when they
 * share a key. So `Michael` and `Michal` stay two people, as they would not if `ae` were folded to `a`.
 */

const WRITTEN_OUT: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  å: 'aa',
  ø: 'oe',
};
const TAKEN_OFF: Record<string, string> = { ø: 'o', å: 'a' };
/** Letters that have no mark to take off, the same in both keys. */
const PLAIN: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  þ: 'th',
};
const MAX_NAME = 200;

/** Keys of a name, case-, order-, punctuation- and umlaut-insensitive. Empty: no name in the text. */
export function nameKeys(text: string): string[] {
  const lower = text.slice(0, MAX_NAME).normalize('NFKC').toLowerCase().normalize('NFC');
  const keys = [key(lower, WRITTEN_OUT), key(lower, TAKEN_OFF)];
  return [...new Set(keys)].filter((each) => each !== '');
}

function key(lower: string, letters: Record<string, string>): string {
  const plain = lower
    .replace(/[^\p{ASCII}]/gu, (letter) => letters[letter] ?? PLAIN[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => /\p{L}/u.test(word));
  return words.sort().join(' ');
}

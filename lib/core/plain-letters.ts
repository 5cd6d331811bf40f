/**
 * Text in plain letters: lower case, no marks, umlauts in either of the two ways in which people
 * spell them without an umlaut key: written out (`Mueller`) and taken off (`Muller`).
 */

const WRITTEN_OUT: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  å: 'aa',
  ø: 'oe',
};
const TAKEN_OFF: Record<string, string> = { ø: 'o', å: 'a' };
/** Letters that have no mark to take off, the same in both. */
const PLAIN: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  þ: 'th',
};

/** Both ways, written out first; only one where they do not differ. */
export function plainSpellings(text: string): string[] {
  const lower = text.normalize('NFKC').toLowerCase().normalize('NFC');
  const out = plain(lower, WRITTEN_OUT);
  const off = plain(lower, TAKEN_OFF);
  return out === off ? [out] : [out, off];
}

function plain(lower: string, letters: Record<string, string>): string {
  return lower
    .replace(/[^\p{ASCII}]/gu, (letter) => letters[letter] ?? PLAIN[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
}

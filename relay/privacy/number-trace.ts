/**
 * A number inside of texts, in whatever spelling: found, and taken out. The digits alone are not
 * enough: `+49 (0)30 / 60 98 54-180` is the same number. Pure. Rule PV4 of `SPEC-privacy.md`.
 */
import type { Phone } from '../../lib/core/phone.ts';

export interface NumberTrace {
  /** E.164 digits. */
  digits: string;
  /** Digits to look for in stored JSON, before the text itself is looked at. */
  needles: readonly string[];
  holds(text: string): boolean;
  /** The text with every occurrence replaced. */
  without(text: string, by?: string): string;
}

/** What people and encodings put between two digits. */
const BETWEEN = String.raw`(?:[ \t\u00a0().+/_\-\u2010-\u2015\u00b7]|%(?:20|28|29|2[bBdDeEfF])|\\u00a0){0,4}`;
/** No digit in front, but for those of `%20`. */
const BEGIN = String.raw`(?<!(?<!%|%[0-9A-Fa-f])\p{Nd})`;
const END = String.raw`(?!\p{Nd})`;

export function createNumberTrace(digits: string, phone: Phone): NumberTrace {
  const national = phone.national(digits);
  const own = national?.replace(/^0+/, '') ?? '';
  const code = own !== '' && digits.endsWith(own) ? digits.slice(0, -own.length) : '';
  const spellings = new Set([
    digits,
    `00${digits}`,
    ...(national === undefined ? [] : [national]),
    // `+49 (0)30 …`
    ...(code === '' ? [] : [`${code}0${own}`]),
  ]);
  const alternatives = [...spellings]
    .sort((a, b) => b.length - a.length)
    .map((spelling) => spelling.split('').join(BETWEEN));
  const source = `${BEGIN}(?:\\+|%2[bB])?(?:${alternatives.join('|')})${END}`;
  const one = new RegExp(source, 'u');
  return {
    digits,
    needles: [...new Set([digits, national ?? digits])],
    holds: (text) => one.test(text),
    without: (text, by = '') => text.replace(new RegExp(source, 'gu'), by),
  };
}

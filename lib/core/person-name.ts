/**
 * Names of people as telephone systems and Zammad write them, made comparable.
 *
 * `Müller, Jörg`, `Joerg Mueller`, `jorg muller` and `Jörg Müller (23)` are one person. A name has
 * one or two keys: umlauts written out (`ue`) and taken off (`u`); two names are the same when they
 * share a key. So `Michael` and `Michal` stay two people, as they would not if `ae` were folded to `a`.
 */
import { plainSpellings } from './plain-letters.ts';

const MAX_NAME = 200;

/** Keys of a name, case-, order-, punctuation- and umlaut-insensitive. Empty: no name in the text. */
export function nameKeys(text: string): string[] {
  const keys = plainSpellings(text.slice(0, MAX_NAME)).map(inOrder);
  return [...new Set(keys)].filter((each) => each !== '');
}

function inOrder(plain: string): string {
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => /\p{L}/u.test(word));
  return words.sort().join(' ');
}

/** Words as the history's search compares them: plain letters and digits, umlauts in both spellings. */
import { plainSpellings } from '../../lib/core/plain-letters.ts';

/** Longer words count by their beginning. */
const MAX_WORD = 40;
const WORD = /[\p{L}\p{N}]+/gu;

/** Adds the words of `text`, each in every spelling it may be asked for. */
export function addWords(into: Set<string>, text: string | undefined | null): void {
  if (!text) return;
  for (const spelling of plainSpellings(text)) {
    for (const [word] of spelling.matchAll(WORD)) into.add(word.slice(0, MAX_WORD));
  }
}

/** The words of a text one by one, each with its spellings, the plainest first. */
export function wordsOf(text: string): string[][] {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return words.flatMap((word) => {
    const found = new Set<string>();
    addWords(found, word);
    return found.size === 0 ? [] : [[...found]];
  });
}

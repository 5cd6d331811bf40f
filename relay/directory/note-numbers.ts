/** Telephone numbers in free text, as people write them into notes. */
import type { Phone } from '../../lib/core/phone.ts';

const MAX_NOTE = 10_000;
/** Begins like a number that is dialled from outside: anything else may be an order or a customer id. */
const CANDIDATE = /(?<![\w.,/-])(?:\+|0)[\d \u00a0()./-]{5,28}\d(?![\w])/g;
const DATE = /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/;

/** @returns E.164 digits, each number once, in the order of the text; only numbers that exist by the plan */
export function noteNumbers(note: string, phone: Phone): string[] {
  // Notes are rich text in Zammad's newer screens.
  const text = note
    .slice(0, MAX_NOTE)
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&nbsp;', ' ');
  const found = new Set<string>();
  for (const [candidate] of text.matchAll(CANDIDATE)) {
    if (DATE.test(candidate)) continue;
    const { e164, valid } = phone.read(candidate);
    if (e164 && valid) found.add(e164);
  }
  return [...found];
}

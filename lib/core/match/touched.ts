import { SHORTEST_END, SHORTEST_HEAD } from './relation.ts';

/**
 * Whom may it concern that these numbers (E.164 digits) lead to other people now: those who have
 * one, and those who may be guessed by one. Rather one too many.
 */
export function touchedBy(digits: ReadonlySet<string>): (number: string) => boolean {
  const heads = new Set<string>();
  const ends = new Set<string>();
  for (const one of digits) {
    heads.add(one.slice(0, SHORTEST_HEAD));
    ends.add(one.slice(-SHORTEST_END));
  }
  return (number) =>
    heads.has(number.slice(0, SHORTEST_HEAD)) || ends.has(number.slice(-SHORTEST_END));
}

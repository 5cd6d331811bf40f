/** How sure a match is, 0–100. The table stands in `../SPEC-match.md`. */

/** How sure a number in this field says who calls. */
const EXACT = new Map([
  ['phone', 100],
  ['mobile', 100],
  ['fax', 60],
]);
const EXACT_CUSTOM = 95;
/** Taken off where several people have the number. */
export const SHARED_PENALTY = 20;

export const COLLEAGUE = 100;
/** The number stands on the organisation itself. */
export const OF_ORGANIZATION = 38;
/** Behind a main number that is stored. */
export const BEHIND_MAIN = 35;
/** In one block, by how many digits differ at the end. */
export const IN_BLOCK = { 2: 25, 3: 20 } as const;
/** By how many digits are the same at the end. */
export const LAST_DIGITS = { 9: 15, 8: 12, 7: 10 } as const;
/** In a note of the person. */
export const IN_NOTE = 8;

export function exactWeight(field: string): number {
  return EXACT.get(field) ?? EXACT_CUSTOM;
}

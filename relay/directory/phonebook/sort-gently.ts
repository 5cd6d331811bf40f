/** Sorts many items in short turns. */
import type { Breathe } from './breather.ts';

/** So many are sorted at once. */
const RUN = 64;
const LOOK_UP_EVERY = 32;

type Compare<T> = (a: T, b: T) => number;

/** A stable sort; gives way between its steps. */
export async function sortGently<T>(
  items: readonly T[],
  compare: Compare<T>,
  breathe: Breathe,
): Promise<T[]> {
  let runs: T[][] = [];
  for (let from = 0; from < items.length; from += RUN) {
    runs.push(items.slice(from, from + RUN).sort(compare));
    await breathe();
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let index = 0; index < runs.length; index += 2) {
      const [left = [], right] = [runs[index], runs[index + 1]];
      merged.push(right ? await mergeGently(left, right, compare, breathe) : left);
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

/** Two sorted lists in one; of equal items those of the left come first. */
async function mergeGently<T>(
  left: readonly T[],
  right: readonly T[],
  compare: Compare<T>,
  breathe: Breathe,
): Promise<T[]> {
  const merged: T[] = [];
  let [l, r] = [0, 0];
  while (l < left.length && r < right.length) {
    const [a, b] = [left[l] as T, right[r] as T];
    if (compare(a, b) <= 0) {
      merged.push(a);
      l += 1;
    } else {
      merged.push(b);
      r += 1;
    }
    if (merged.length % LOOK_UP_EVERY === 0) await breathe();
  }
  for (; l < left.length; l++) merged.push(left[l] as T);
  for (; r < right.length; r++) merged.push(right[r] as T);
  return merged;
}

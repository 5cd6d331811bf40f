/** Names so much alike that they may be one person, written twice. For warnings, never for matching. */
import { nameKeys } from './person-name.ts';

/** Differences altogether; more are two people. */
const MOST = 2;

/** The same name in another spelling or order, or with a slip of the keyboard. */
export function namesAlike(a: string, b: string): boolean {
  const others = nameKeys(b);
  return nameKeys(a).some((one) => others.some((other) => keysAlike(one, other)));
}

function keysAlike(a: string, b: string): boolean {
  if (a === b) return true;
  const [left, right] = [a.split(' '), b.split(' ')];
  if (left.length !== right.length) return false;
  return Math.min(slipsBetween(left, right), slipsBetween(right, left)) <= MOST;
}

/** The words of a key are sorted, but a slip in the first letter changes their order. */
function slipsBetween(left: readonly string[], right: readonly string[]): number {
  const free = [...right];
  let slips = 0;
  for (const word of left) {
    const [best, at] = free.reduce<[number, number]>(
      (found, other, index) => {
        const distance = slipsOf(word, other);
        return distance < found[0] ? [distance, index] : found;
      },
      [Infinity, 0],
    );
    slips += best;
    free.splice(at, 1);
  }
  return slips;
}

/** Letters changed, left out, added or swapped; infinite when too many for words of this length. */
function slipsOf(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  const allowed = shorter < 4 ? 0 : shorter < 8 ? 1 : MOST;
  if (Math.abs(a.length - b.length) > allowed) return Infinity;
  const distance = editDistance(a, b);
  return distance <= allowed ? distance : Infinity;
}

/** Optimal string alignment: a swap of neighbours is one slip. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      }
      next.push(best);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

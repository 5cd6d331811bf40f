/** Long work in small pieces: the telephone system's events are answered in between. */
import { breath } from '../search/breath.ts';

/** No longer than this without a break. */
const PIECE_MS = 5;

/** Called between any two items; now and then it has to be waited for. */
export type Breathe = () => Promise<void> | undefined;

export function createBreath(): Breathe {
  let since = performance.now();
  return () => {
    if (performance.now() - since < PIECE_MS) return undefined;
    return breath().then(() => {
      since = performance.now();
    });
  };
}

/** `map`, with breaks. */
export async function mapped<T, R>(
  items: Iterable<T>,
  breathe: Breathe,
  make: (item: T) => R,
): Promise<R[]> {
  const all: R[] = [];
  for (const item of items) {
    all.push(make(item));
    const wait = breathe();
    if (wait) await wait;
  }
  return all;
}

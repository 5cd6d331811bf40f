/** Reads a list by offset until it is whole: as many entries as the other side says there are. */
import { TargetError } from './target.ts';

/** More than any address book. */
const MAX_ITEMS = 500_000;
/** Somebody may change the list while it is read; then it is read anew. */
const TRIES = 3;

/** @throws TargetError `incomplete` when it never adds up */
export async function listWhole<T>(deps: {
  page: (offset: number, signal: AbortSignal) => Promise<{ items: T[]; total: number }>;
  keyOf: (item: T) => string;
  signal: AbortSignal;
}): Promise<T[]> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const all = new Map<string, T>();
    let [offset, total] = [0, 0];
    for (;;) {
      const page = await deps.page(offset, deps.signal);
      for (const item of page.items) all.set(deps.keyOf(item), item);
      offset += page.items.length;
      total = page.total;
      if (page.items.length === 0 || offset >= total || offset > MAX_ITEMS) break;
    }
    if (all.size === total) return [...all.values()];
  }
  throw new TargetError('incomplete');
}

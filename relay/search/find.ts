/** Goes through the index newest first, a few blocks at a time. */
import { type Block, type Columns, passes } from './columns.ts';
import type { FactsFilter } from './facts.ts';
import type { Narrower, Narrowing } from './narrowing.ts';
import { BLOCK, eachBit } from './posting.ts';
import type { Meanings } from './who.ts';
import { breath } from './breath.ts';

export interface FoundSlot {
  at: number;
  slot: number;
}

export interface Find {
  narrowing: Narrowing;
  facts: FactsFilter;
  /** Both included; epoch ms. */
  fromAt: number;
  toAt: number;
}

/** Blocks looked at in one go at most; others get their turn in between. */
const MAX_STEP = 8;

/** @returns batches in order of time; calls that started in one millisecond are in one batch */
export async function* findSlots(
  deps: { columns: Columns; narrower: Narrower },
  find: Find,
  meanings: Meanings,
): AsyncGenerator<FoundSlot[]> {
  const waiting = [...deps.columns.blocks.values()]
    .filter(({ live, minAt, maxAt }) => live > 0 && minAt <= find.toAt && maxAt >= find.fromAt)
    .sort((a, b) => b.maxAt - a.maxAt);
  let found: FoundSlot[] = [];
  for (let from = 0, step = 1; from < waiting.length; step = Math.min(step * 2, MAX_STEP)) {
    const blocks = waiting.slice(from, from + step);
    from += blocks.length;
    const bits = await deps.narrower.evaluate(find.narrowing, blocks, meanings);
    for (const [index, block] of blocks.entries()) {
      const own = bits[index];
      if (own) eachBit(own, (place) => take(block, place, find, found));
    }
    // Later blocks may still hold calls of before this.
    const frontier = waiting[from]?.maxAt ?? -Infinity;
    const ready = found.filter(({ at }) => at > frontier);
    if (ready.length > 0) {
      found = found.filter(({ at }) => at <= frontier);
      yield ready.sort((a, b) => b.at - a.at);
    }
    await breath();
  }
}

function take(block: Block, place: number, find: Find, found: FoundSlot[]): void {
  const at = block.startedAt[place] ?? 0;
  if (at < find.fromAt || at > find.toAt || !passes(block, place, find.facts)) return;
  found.push({ at, slot: block.id * BLOCK + place });
}

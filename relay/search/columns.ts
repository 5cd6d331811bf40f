/**
 * What filters ask of every call, in memory: 12 bytes a call. A call keeps its slot for ever; slots
 * are in no order, but the times of a block lie close together.
 */
import { BLOCK, type Bits, emptyBits, setBit } from './posting.ts';
import type { FactsFilter } from './facts.ts';

export interface SlotRow {
  slot: number;
  startedAt: number;
  frame: number;
  facts: number;
}

export interface Block {
  readonly id: number;
  /** Slots that were ever given, from the first on. */
  filled: number;
  live: number;
  minAt: number;
  maxAt: number;
  startedAt: Float64Array;
  frame: Uint16Array;
  facts: Uint16Array;
  /** Raised when terms of the block change. */
  revision: number;
}

const LIVE = 1 << 15;

export interface Columns {
  readonly blocks: ReadonlyMap<number, Block>;
  /** Calls in the index. */
  readonly live: number;
  put(row: SlotRow): void;
  drop(slot: number): void;
  /** Notes that terms of this block changed. */
  touch(block: number): void;
  forget(block: number): void;
  /** Slots that were given and are no more; empty: none. `unused`: also those that nobody has, given or not. */
  gone(block: Block, unused?: boolean): Bits;
}

export function createColumns(): Columns {
  const blocks = new Map<number, Block>();
  let live = 0;

  function blockOf(slot: number): Block {
    const id = Math.floor(slot / BLOCK);
    const known = blocks.get(id);
    if (known) return known;
    const block: Block = {
      id,
      filled: 0,
      live: 0,
      minAt: Infinity,
      maxAt: -Infinity,
      startedAt: new Float64Array(BLOCK),
      frame: new Uint16Array(BLOCK),
      facts: new Uint16Array(BLOCK),
      revision: 0,
    };
    blocks.set(id, block);
    return block;
  }

  return {
    blocks,
    get live() {
      return live;
    },
    put({ slot, startedAt, frame, facts }) {
      const block = blockOf(slot);
      const place = slot % BLOCK;
      if (!isLive(block, place)) {
        block.live += 1;
        live += 1;
      }
      block.filled = Math.max(block.filled, place + 1);
      block.minAt = Math.min(block.minAt, startedAt);
      block.maxAt = Math.max(block.maxAt, startedAt);
      block.startedAt[place] = startedAt;
      block.frame[place] = frame;
      block.facts[place] = facts | LIVE;
    },
    drop(slot) {
      const block = blocks.get(Math.floor(slot / BLOCK));
      const place = slot % BLOCK;
      if (!block || !isLive(block, place)) return;
      block.facts[place] = 0;
      block.live -= 1;
      live -= 1;
    },
    touch(id) {
      const block = blocks.get(id);
      if (block) block.revision += 1;
    },
    forget: (id) => void blocks.delete(id),
    gone(block, unused = false) {
      const bits = emptyBits();
      for (let place = 0; place < (unused ? BLOCK : block.filled); place += 1) {
        if (!isLive(block, place)) setBit(bits, place);
      }
      return bits;
    },
  };
}

function isLive(block: Block, place: number): boolean {
  return ((block.facts[place] ?? 0) & LIVE) !== 0;
}

/** Does the call at this place pass filters by facts? Never one that is gone. */
export function passes(block: Block, place: number, { mask, value }: FactsFilter): boolean {
  const facts = block.facts[place] ?? 0;
  return (facts & LIVE) !== 0 && (facts & mask) === value;
}

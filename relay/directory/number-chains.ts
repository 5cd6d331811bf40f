/**
 * Stored numbers in flat arrays, found by the whole number, by all but the last three digits, and
 * by the last seven. Adding and removing touch one place each, so nothing is ever rebuilt; 40 bytes
 * a number and no object.
 */

const BUCKETS = 1 << 18;
const FIRST_CAPACITY = 1 << 12;
const NONE = -1;

/** What numbers have in common: everything, the block, the end. */
export type Chain = 'whole' | 'block' | 'end';
const CHAINS: readonly Chain[] = ['whole', 'block', 'end'];

export interface StoredEntry {
  /** Digits as a number; up to 15 of them fit. */
  number: number;
  /** Whose it is, as the caller counts them. */
  owner: number;
  /** Field and marks, as the caller packs them; up to 16 bits. */
  tag: number;
}

export interface NumberChains {
  /** @param before entry of the same owner that was added last, or -1 @returns its entry */
  add(entry: StoredEntry, before: number): number;
  /** Takes out this entry and all before it of its owner. */
  removeAll(last: number): void;
  read(entry: number): StoredEntry;
  /** The entry of the same owner that was added before this one; -1: none. */
  before(entry: number): number;
  /** Entries that have this part in common, among others that do not. @param key of `keyOf` */
  candidates(chain: Chain, key: number): IterableIterator<number>;
}

/** What of a number stands for it in a chain. */
export function keyOf(chain: Chain, number: number): number {
  if (chain === 'whole') return number;
  return chain === 'block' ? Math.floor(number / 1_000) : number % 10_000_000;
}

function bucketOf(key: number): number {
  const low = key % 0x7fff_ffff;
  return Math.imul(low ^ (low >>> 15), 0x9e37_79b1) >>> 14;
}

interface Links {
  heads: Int32Array<ArrayBuffer>;
  next: Int32Array<ArrayBuffer>;
  previous: Int32Array<ArrayBuffer>;
}

export function createNumberChains(): NumberChains {
  let capacity = FIRST_CAPACITY;
  let used = 0;
  /** Entries given back, linked by `earlier`. */
  let free = NONE;
  let numbers = new Float64Array(capacity);
  let owners = new Int32Array(capacity);
  let tags = new Uint16Array(capacity);
  let earlier = new Int32Array(capacity);
  const links: Record<Chain, Links> = { whole: newLinks(), block: newLinks(), end: newLinks() };

  function newLinks(): Links {
    return {
      heads: new Int32Array(BUCKETS).fill(NONE),
      next: new Int32Array(capacity),
      previous: new Int32Array(capacity),
    };
  }

  function grow(): void {
    capacity *= 2;
    numbers = larger(numbers, new Float64Array(capacity));
    owners = larger(owners, new Int32Array(capacity));
    tags = larger(tags, new Uint16Array(capacity));
    earlier = larger(earlier, new Int32Array(capacity));
    for (const chain of CHAINS) {
      const link = links[chain];
      link.next = larger(link.next, new Int32Array(capacity));
      link.previous = larger(link.previous, new Int32Array(capacity));
    }
  }

  function newEntry(): number {
    if (free !== NONE) {
      const entry = free;
      free = earlier[entry]!;
      return entry;
    }
    if (used === capacity) grow();
    used += 1;
    return used - 1;
  }

  function link(chain: Chain, entry: number): void {
    const { heads, next, previous } = links[chain];
    const bucket = bucketOf(keyOf(chain, numbers[entry]!));
    const head = heads[bucket]!;
    next[entry] = head;
    previous[entry] = NONE;
    if (head !== NONE) previous[head] = entry;
    heads[bucket] = entry;
  }

  function unlink(chain: Chain, entry: number): void {
    const { heads, next, previous } = links[chain];
    const [after, before] = [next[entry]!, previous[entry]!];
    if (before === NONE) heads[bucketOf(keyOf(chain, numbers[entry]!))] = after;
    else next[before] = after;
    if (after !== NONE) previous[after] = before;
  }

  return {
    add({ number, owner, tag }, before) {
      const entry = newEntry();
      numbers[entry] = number;
      owners[entry] = owner;
      tags[entry] = tag;
      earlier[entry] = before;
      for (const chain of CHAINS) link(chain, entry);
      return entry;
    },
    removeAll(last) {
      let entry = last;
      while (entry !== NONE) {
        const before = earlier[entry]!;
        for (const chain of CHAINS) unlink(chain, entry);
        earlier[entry] = free;
        free = entry;
        entry = before;
      }
    },
    read: (entry) => ({ number: numbers[entry]!, owner: owners[entry]!, tag: tags[entry]! }),
    before: (entry) => earlier[entry]!,
    *candidates(chain, key) {
      const { heads, next } = links[chain];
      for (let entry = heads[bucketOf(key)]!; entry !== NONE; entry = next[entry]!) {
        if (keyOf(chain, numbers[entry]!) === key) yield entry;
      }
    },
  };
}

function larger<T extends Float64Array | Int32Array | Uint16Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** A question to the index, as sets of calls that are put together. It may find too much, never too little. */
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Tables } from '../store/tables.ts';
import type { Block } from './columns.ts';
import { BLOCK, type Bits, emptyBits, readPosting, setBit } from './posting.ts';
import type { Meanings } from './who.ts';

export type Narrowing =
  /** Calls with any of these terms. */
  | { kind: 'terms'; terms: readonly string[] }
  /** Calls with a term that begins so. */
  | { kind: 'prefix'; prefix: string }
  /** Calls of frames with a 1 at their id. */
  | { kind: 'frames'; frames: Uint8Array }
  /** Calls that rang for nobody we know. */
  | { kind: 'unrung' }
  | { kind: 'slots'; slots: ReadonlySet<number> }
  | { kind: 'all' | 'any'; of: readonly Narrowing[] };

type Stored = Extract<Narrowing, { kind: 'terms' | 'prefix' }>;

/** Above any character that a term can go on with. */
const LAST = '\u{10ffff}';
/** Parts of one statement; SQLite takes 500. */
const MAX_PARTS = 100;

export interface Narrower {
  /** The calls of each block, in the order of `blocks`. */
  evaluate(narrowing: Narrowing, blocks: readonly Block[], meanings: Meanings): Promise<Bits[]>;
}

export function createNarrower(db: Kysely<Tables>): Narrower {
  /** By block; good as long as neither its terms nor what they mean changed. */
  const unrung = new Map<number, { revision: number; meanings: Meanings; bits: Bits }>();

  async function readStored(
    leaves: readonly Stored[],
    blocks: readonly Block[],
  ): Promise<Map<number, Map<number, Bits>>> {
    const found = new Map<number, Map<number, Bits>>(
      blocks.map(({ id }) => [id, new Map(leaves.map((_, leaf) => [leaf, emptyBits()]))]),
    );
    if (leaves.length === 0 || blocks.length === 0) return found;
    const ids = JSON.stringify(blocks.map(({ id }) => id));
    for (let from = 0; from < leaves.length; from += MAX_PARTS) {
      const rows = await readLeaves(leaves.slice(from, from + MAX_PARTS), ids);
      for (const { leaf, block, posting } of rows) {
        const bits = found.get(block)?.get(from + leaf);
        if (bits) readPosting(bits, posting);
      }
    }
    return found;
  }

  async function readLeaves(leaves: readonly Stored[], ids: string) {
    const parts = leaves.map((leaf, index) =>
      leaf.kind === 'terms'
        ? sql`select ${sql.lit(index)} as leaf, block, posting from search_terms
            where block in (select value from json_each(${ids}))
              and term in (select value from json_each(${JSON.stringify(leaf.terms)}))`
        : sql`select ${sql.lit(index)} as leaf, block, posting from search_terms
            where block in (select value from json_each(${ids}))
              and term >= ${leaf.prefix} and term < ${leaf.prefix + LAST}`,
    );
    const { rows } = await sql<{ leaf: number; block: number; posting: Uint8Array }>`
      ${sql.join(parts, sql` union all `)}`.execute(db);
    return rows;
  }

  async function readUnrung(blocks: readonly Block[], meanings: Meanings): Promise<void> {
    const stale = blocks.filter(({ id, revision }) => {
      const known = unrung.get(id);
      return known?.revision !== revision || known.meanings !== meanings;
    });
    if (stale.length === 0) return;
    const made = new Map(stale.map(({ id }) => [id, emptyBits().fill(0xffffffff)]));
    const revisions = new Map(stale.map(({ id, revision }) => [id, revision]));
    const { rows } = await sql<{ block: number; term: string; posting: Uint8Array }>`
      select block, term, posting from search_terms
      where block in (select value from json_each(${JSON.stringify([...made.keys()])}))
        and term >= '#r' and term < '#s'`.execute(db);
    for (const { block, term, posting } of rows) {
      const bits = made.get(block);
      if (!bits || !meanings.parties[Number(term.slice(2))]?.known) continue;
      const rung = emptyBits();
      readPosting(rung, posting);
      for (const [word, rungWord] of rung.entries()) bits[word] = (bits[word] ?? 0) & ~rungWord;
    }
    for (const [id, bits] of made) {
      unrung.set(id, { revision: revisions.get(id) ?? -1, meanings, bits });
    }
  }

  return {
    async evaluate(narrowing, blocks, meanings) {
      const leaves: Stored[] = [];
      let asksUnrung = false;
      eachLeaf(narrowing, (leaf) => {
        if (leaf.kind === 'terms' || leaf.kind === 'prefix') leaves.push(leaf);
        if (leaf.kind === 'unrung') asksUnrung = true;
      });
      const stored = await readStored(leaves, blocks);
      if (asksUnrung) await readUnrung(blocks, meanings);
      return blocks.map((block) => {
        const leafBits = (leaf: Narrowing): Bits => {
          if (leaf.kind === 'frames') return bitsOfFrames(block, leaf.frames);
          if (leaf.kind === 'slots') return bitsOfSlots(block, leaf.slots);
          if (leaf.kind === 'unrung') return unrung.get(block.id)?.bits ?? emptyBits().fill(~0);
          return stored.get(block.id)?.get(leaves.indexOf(leaf as Stored)) ?? emptyBits();
        };
        return combine(narrowing, leafBits);
      });
    },
  };
}

function eachLeaf(narrowing: Narrowing, told: (leaf: Narrowing) => void): void {
  if (narrowing.kind === 'all' || narrowing.kind === 'any') {
    for (const part of narrowing.of) eachLeaf(part, told);
  } else told(narrowing);
}

function combine(narrowing: Narrowing, leafBits: (leaf: Narrowing) => Bits): Bits {
  if (narrowing.kind !== 'all' && narrowing.kind !== 'any') return leafBits(narrowing);
  const bits = emptyBits();
  const all = narrowing.kind === 'all';
  if (all) bits.fill(0xffffffff);
  for (const part of narrowing.of) {
    const more = combine(part, leafBits);
    let left = 0;
    for (let word = 0; word < bits.length; word += 1) {
      const [a, b] = [bits[word] ?? 0, more[word] ?? 0];
      bits[word] = all ? a & b : a | b;
      left |= bits[word] ?? 0;
    }
    if (all && left === 0) break;
  }
  return bits;
}

function bitsOfFrames({ frame, filled }: Block, frames: Uint8Array): Bits {
  const bits = emptyBits();
  for (let place = 0; place < filled; place += 1) {
    // A frame that is newer than the question is of a call that is, too.
    if (frames[frame[place] ?? 0] === 1) setBit(bits, place);
  }
  return bits;
}

function bitsOfSlots({ id }: Block, slots: ReadonlySet<number>): Bits {
  const bits = emptyBits();
  for (const slot of slots) if (Math.floor(slot / BLOCK) === id) setBit(bits, slot % BLOCK);
  return bits;
}

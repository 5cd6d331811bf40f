/**
 * Writes calls into the index, one batch after the other. A term once written stays until the call
 * is gone: the index may only ever say too much (`call-terms.ts`).
 */
import type { Transaction } from 'kysely';
import { type Database, writeRelaxed } from '../store/database.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import type { Tables } from '../store/tables.ts';
import { breath } from './breath.ts';
import type { Columns } from './columns.ts';
import type { Dictionary } from './dictionary.ts';
import {
  readPostings,
  readSlots,
  type SlotOwner,
  writePostings,
  writeSlots,
} from './index-store.ts';
import { BLOCK, joinPosting, writePosting } from './posting.ts';

export interface IndexedCall {
  callId: string;
  startedAt: number;
  frame: number;
  facts: number;
  /** Differs where the call rang at others: what was concluded from that must not stay. */
  rung: number;
  terms: readonly string[];
}

/** Calls of a block to be, added a few at a time; at most `BLOCK`. */
export interface BlockDraft {
  readonly owners: readonly Omit<SlotOwner, 'slot'>[];
  readonly terms: ReadonlyMap<string, readonly number[]>;
  add(calls: readonly IndexedCall[]): void;
}

export function createBlockDraft(): BlockDraft {
  const owners: Omit<SlotOwner, 'slot'>[] = [];
  const places = new Map<string, number[]>();
  return {
    owners,
    terms: places,
    add(calls) {
      for (const { terms, ...call } of calls) {
        addPlace(places, owners.length, terms);
        owners.push(call);
      }
    },
  };
}

/** What is written with a batch, in the same transaction: how far it came. */
export type Beside = (trx: Transaction<Tables>) => Promise<unknown>;

export interface Writer {
  /**
   * A few calls, new or known; some milliseconds. `read` is asked when nothing else is written any
   * more, so that what is older never replaces what is newer.
   */
  write(read: () => Promise<readonly IndexedCall[]>, beside?: Beside): Promise<void>;
  /** A block of calls that are not indexed yet; lets others in between. Nothing, once `stopped`. */
  writeBlock(draft: BlockDraft, beside: Beside, stopped: () => boolean): Promise<void>;
  /** Runs `task` while nothing else is written. */
  alone<T>(task: () => Promise<T>): Promise<T>;
}

/** The block that is being written; what a crash left of it is removed at the next start. */
const UNFINISHED_KEY = 'search.unfinished';
/** Terms written at once: some milliseconds, for the telephone system's answer waits meanwhile. */
const TERM_CHUNK = 300;
const SLOT_CHUNK = 500;

/** Removes what an earlier process began and did not finish; call before anything is read. */
export async function dropUnfinished(db: Database): Promise<void> {
  const block = Number(await readMeta(db, UNFINISHED_KEY));
  if (!Number.isInteger(block)) return;
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('search_terms').where('block', '=', block).execute();
    await trx
      .deleteFrom('search_calls')
      .where('slot', '>=', block * BLOCK)
      .where('slot', '<', (block + 1) * BLOCK)
      .execute();
    await trx.deleteFrom('meta').where('key', '=', UNFINISHED_KEY).execute();
  });
}

export function createWriter(deps: {
  db: Database;
  columns: Columns;
  dictionaries: readonly Dictionary[];
}): Writer {
  const { db, columns, dictionaries } = deps;
  let last: Promise<unknown> = Promise.resolve();
  let nextSlot: number | undefined;
  let nextBlock = 0;

  function alone<T>(task: () => Promise<T>): Promise<T> {
    const done = last.then(task);
    last = done.catch(() => {});
    return done;
  }

  function newBlock(): number {
    nextBlock = Math.max(nextBlock, ...[...columns.blocks.keys()].map((id) => id + 1));
    nextBlock += 1;
    return nextBlock - 1;
  }

  function newSlot(): number {
    if (nextSlot === undefined) {
      const newest = columns.blocks.get(Math.max(...columns.blocks.keys()));
      if (newest && newest.filled < BLOCK) nextSlot = newest.id * BLOCK + newest.filled;
    }
    if (nextSlot === undefined || nextSlot % BLOCK === 0) nextSlot = newBlock() * BLOCK;
    nextSlot += 1;
    return nextSlot - 1;
  }

  async function saveWith(trx: Transaction<Tables>): Promise<(() => void)[]> {
    const saved: (() => void)[] = [];
    for (const dictionary of dictionaries) saved.push(await dictionary.save(trx));
    return saved;
  }

  async function write(calls: readonly IndexedCall[], beside?: Beside): Promise<void> {
    const known = await readSlots(
      db,
      calls.map(({ callId }) => callId),
    );
    const owners: SlotOwner[] = [];
    /** Slots that their calls leave. */
    const left: number[] = [];
    const places = new Map<number, Map<string, number[]>>();
    for (const { terms, ...call } of calls) {
      const before = known.get(call.callId);
      const slot = before?.rung === call.rung ? before.slot : newSlot();
      if (before && before.slot !== slot) left.push(before.slot);
      owners.push({ ...call, slot });
      addPlaces(places, slot, terms);
    }
    const changed = new Map<number, Map<string, Uint8Array>>();
    for (const [block, added] of places) {
      const stored = await readPostings(db, block, [...added.keys()]);
      changed.set(block, joined(stored, added));
    }
    let saved: (() => void)[] = [];
    await writeRelaxed(db, (connection) =>
      connection.transaction().execute(async (trx) => {
        saved = await saveWith(trx);
        for (const [block, postings] of changed) await writePostings(trx, block, postings);
        await writeSlots(trx, owners, 'replace');
        await beside?.(trx);
      }),
    );
    for (const done of saved) done();
    for (const slot of left) columns.drop(slot);
    for (const owner of owners) columns.put(owner);
    for (const block of changed.keys()) columns.touch(block);
  }

  async function writeBlock(
    draft: BlockDraft,
    beside: Beside,
    stopped: () => boolean,
  ): Promise<void> {
    const block = newBlock();
    const transaction = (work: Beside) =>
      writeRelaxed(db, (connection) => connection.transaction().execute(work));
    let saved: (() => void)[] = [];
    await transaction(async (trx) => {
      saved = await saveWith(trx);
      await writeMeta(trx, UNFINISHED_KEY, String(block));
    });
    for (const done of saved) done();
    const terms = [...draft.terms].sort(([a], [b]) => (a < b ? -1 : 1));
    for (let from = 0; from < terms.length; from += TERM_CHUNK) {
      if (stopped()) return;
      const chunk = terms.slice(from, from + TERM_CHUNK);
      const postings = new Map(chunk.map(([term, all]) => [term, writePosting(all)]));
      await transaction((trx) => writePostings(trx, block, postings));
      await breath();
    }
    const owned: SlotOwner[] = [];
    for (let from = 0; from < draft.owners.length; from += SLOT_CHUNK) {
      if (stopped()) return;
      const chunk = draft.owners
        .slice(from, from + SLOT_CHUNK)
        .map((owner, index) => ({ ...owner, slot: block * BLOCK + from + index }));
      await transaction((trx) => writeSlots(trx, chunk, 'keep'));
      // Calls that changed meanwhile have a slot of their own; purged ones have none.
      const slots = await readSlots(
        db,
        chunk.map(({ callId }) => callId),
      );
      owned.push(...chunk.filter(({ callId, slot }) => slots.get(callId)?.slot === slot));
      await breath();
    }
    await transaction(async (trx) => {
      await trx.deleteFrom('meta').where('key', '=', UNFINISHED_KEY).execute();
      await beside(trx);
    });
    for (const owner of owned) columns.put(owner);
    columns.touch(block);
  }

  return {
    alone,
    write: (read, beside) => alone(async () => write(await read(), beside)),
    writeBlock: (draft, beside, stopped) => alone(() => writeBlock(draft, beside, stopped)),
  };
}

function addPlaces(
  places: Map<number, Map<string, number[]>>,
  slot: number,
  terms: readonly string[],
): void {
  const block = Math.floor(slot / BLOCK);
  const own = places.get(block) ?? new Map<string, number[]>();
  places.set(block, own);
  addPlace(own, slot % BLOCK, terms);
}

function addPlace(places: Map<string, number[]>, place: number, terms: readonly string[]): void {
  for (const term of terms) {
    const list = places.get(term);
    if (list) list.push(place);
    else places.set(term, [place]);
  }
}

/** Postings that differ from what is stored. */
function joined(
  stored: ReadonlyMap<string, Uint8Array>,
  added: ReadonlyMap<string, readonly number[]>,
): Map<string, Uint8Array> {
  const changed = new Map<string, Uint8Array>();
  for (const [term, places] of added) {
    const before = stored.get(term);
    const after = before ? joinPosting(before, places) : writePosting(places);
    // Nothing is ever taken away here, so what says more is longer, or has other bits.
    if (!before || Buffer.compare(before, after) !== 0) changed.set(term, after);
  }
  return changed;
}

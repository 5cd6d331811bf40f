/**
 * The ledger: the only writer of calls. Each event becomes a journal row and, when it changes
 * something, a new snapshot, in one transaction; callers get their answer after the commit.
 * Rules RD1–RD6, RD9, RD12 of `relay/SPEC.md`.
 */
import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { JournalMask } from '../journal/mask.ts';
import type { Database } from '../store/database.ts';
import { ensureMeta } from '../store/meta.ts';
import type { Tables } from '../store/tables.ts';
import type { CallChange, CallChanges } from './changes.ts';
import { createGroupCommit } from './group-commit.ts';
import { purgeLinks } from './links.ts';
import { type CallWriter, enterCall, markCall } from './own-writes.ts';
import { type EventInput, type Recorded, recordEvent } from './record.ts';
import { readHead, readFloor, toChange } from './snapshots.ts';
import type { Decide } from '../policy/verdict.ts';

/** Writes what must stand or fall with an event, e.g. what is to be told to Zammad. */
export type Outbox = (trx: Transaction<Tables>, recorded: Recorded) => Promise<void>;

export interface Ledger extends CallChanges, CallWriter {
  /** Resolves after the commit. Same event twice: one change, the same answer both times. */
  record(input: EventInput): Promise<Recorded>;
  /** Removes calls that ended before `before`, `batch` at a time, with their journal. */
  purge(before: number, batch?: number): Promise<number>;
  /** Waits for what was handed over already. */
  drain(): Promise<void>;
}

/** What a committed write answers, and the calls that look different by it. */
interface Written {
  result: unknown;
  changes: readonly CallChange[];
}
type Write<T> = (trx: Transaction<Tables>) => Promise<Written & { result: T }>;

export async function createLedger(input: {
  db: Database;
  decide: Decide;
  outbox?: Outbox | undefined;
  /** What the journal may hold; none: everything. */
  mask?: JournalMask | undefined;
  /** Times of events that are far from it are not believed (a clock of the telephone system). */
  clock?: (() => number) | undefined;
  /** Told about a listener that broke its promise not to throw. */
  onListenerError?: ((error: unknown) => void) | undefined;
}): Promise<Ledger> {
  const { db, decide, outbox } = input;
  const epoch = await ensureMeta(db, 'epoch', randomUUID);
  let floor = await readFloor(db);
  let head = Math.max(await readHead(db), floor);
  const listeners = new Set<(change: CallChange) => void>();

  function publish(written: readonly Written[]): void {
    for (const { seq, call } of written.flatMap(({ changes }) => changes)) {
      head = seq;
      for (const listener of listeners) {
        try {
          listener({ seq, call });
        } catch (error) {
          input.onListenerError?.(error);
        }
      }
    }
  }

  const commits = createGroupCommit<Write<unknown>, Written>({
    run: (batch) =>
      db.transaction().execute(async (trx) => {
        const done: Written[] = [];
        for (const write of batch) done.push(await write(trx));
        return done;
      }),
    onCommit: publish,
  });

  async function commit<T>(write: Write<T>): Promise<T> {
    return (await commits.add(write)).result as T;
  }

  return {
    epoch,
    head: () => head,
    floor: () => floor,
    record: (one) =>
      commit(async (trx) => {
        const recorded = await recordEvent(trx, one, decide, input.mask, input.clock?.());
        if (outbox) await outbox(trx, recorded);
        const { seq, call, changed, linked } = recorded;
        return { result: recorded, changes: changed ? [{ seq, call }, ...linked] : linked };
      }),
    mark: (one) =>
      commit(async (trx) => {
        const change = await markCall(trx, one);
        return { result: change?.call, changes: change ? [change] : [] };
      }),
    enter: (events) =>
      commit(async (trx) => {
        const { change, fresh } = await enterCall(trx, events, input.mask);
        return { result: { call: change.call, fresh }, changes: fresh ? [change] : [] };
      }),
    amend: (write) => commit(async (trx) => ({ result: undefined, changes: await write(trx) })),
    drain: () => commits.drain(),

    async after(seq, limit) {
      const rows = await db
        .selectFrom('calls')
        .select(['seq', 'snapshot'])
        .where('seq', '>', seq)
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(toChange);
    },

    async get(callId) {
      const row = await db
        .selectFrom('calls')
        .select(['seq', 'snapshot'])
        .where('id', '=', callId)
        .executeTakeFirst();
      return row && toChange(row);
    },

    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async purge(before, batch = 200) {
      let purged = 0;
      for (;;) {
        const { count, newFloor } = await purgeBatch(db, before, batch, floor);
        floor = newFloor;
        purged += count;
        if (count < batch) return purged;
        // Lets appends in between: purging must not hold up a telephone system.
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

async function purgeBatch(
  db: Database,
  before: number,
  batch: number,
  floor: number,
): Promise<{ count: number; newFloor: number }> {
  return db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('calls')
      .select(['id', 'seq'])
      .where('ended_at', '<', before)
      .orderBy('ended_at')
      .limit(batch)
      .execute();
    if (rows.length === 0) return { count: 0, newFloor: floor };
    const ids = rows.map(({ id }) => id);
    await trx.deleteFrom('events').where('call_id', 'in', ids).execute();
    await trx.deleteFrom('forwards').where('call_id', 'in', ids).execute();
    await purgeLinks(trx, ids);
    await trx.deleteFrom('drafts').where('call_id', 'in', ids).execute();
    await trx.deleteFrom('call_notes').where('call_id', 'in', ids).execute();
    await trx.deleteFrom('calls').where('id', 'in', ids).execute();
    const newFloor = Math.max(floor, ...rows.map(({ seq }) => seq));
    const value = String(newFloor);
    await trx
      .insertInto('meta')
      .values({ key: 'floor', value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute();
    return { count: rows.length, newFloor };
  });
}

/** A small ledger for tests: keeps changes in memory and the snapshots in the real `calls` table. */
import type { Kysely } from 'kysely';
import type { Call } from '../../../lib/core/call.ts';
import type { CallChange, CallChanges } from '../../calls/changes.ts';
import type { CallWriter } from '../../calls/own-writes.ts';
import { toColumns } from '../../calls/snapshots.ts';
import type { Tables } from '../../store/tables.ts';

export interface MemoryChanges extends CallChanges, CallWriter {
  /** Commits a snapshot and tells the followers. */
  commit(call: Call): Promise<CallChange>;
  setFloor(seq: number): void;
}

/** `past`: changes of an earlier process over the same database. */
export function createMemoryChanges(
  db: Kysely<Tables>,
  past: { epoch?: string; log?: CallChange[] } = {},
  pageSize = 200,
): MemoryChanges & { log: CallChange[] } {
  const log = past.log ?? [];
  const listeners = new Set<(change: CallChange) => void>();
  let floor = 0;
  let last = Promise.resolve();

  async function store({ seq, call }: CallChange): Promise<void> {
    const row = { ...toColumns(call), seq };
    await db
      .insertInto('calls')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
  }

  return {
    log,
    epoch: past.epoch ?? 'test-epoch',
    head: () => log.at(-1)?.seq ?? 0,
    floor: () => floor,
    setFloor: (seq) => void (floor = seq),
    async after(seq, limit) {
      // As slow as a database elsewhere: other things happen meanwhile.
      for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
      const newest = new Map<string, CallChange>();
      for (const change of log) newest.set(change.call.id, change);
      return [...newest.values()]
        .filter((change) => change.seq > seq)
        .sort((a, b) => a.seq - b.seq)
        .slice(0, Math.min(limit, pageSize));
    },
    // Calls here have no facts to write to; what agents write is tested with the real ledger.
    mark: async () => undefined,
    enter: () => Promise.reject(new Error('needs a real ledger')),
    amend: () => Promise.reject(new Error('needs a real ledger')),
    get: async (id) => log.findLast(({ call }) => call.id === id),
    commit(call) {
      const done = last.then(async () => {
        const change = { seq: (log.at(-1)?.seq ?? 0) + 1, call };
        await store(change);
        log.push(change);
        for (const listener of listeners) listener(change);
        return change;
      });
      last = done.then(() => undefined);
      return done;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/**
 * What is to be indexed again though the call itself did not change: a note was written, a number
 * leads to other people. Triggers queue it in the transaction that writes it.
 */
import type { Database } from '../store/database.ts';
import type { CallIndexer } from './index-calls.ts';
import { breath } from './breath.ts';
import type { Writer } from './writer.ts';

/** Calls written at once. */
const BATCH = 24;
const ROWS = 100;

export interface ChangeQueue {
  /** Works off what is queued now; together with whoever asked already. */
  drain(): Promise<void>;
}

export function createChangeQueue(deps: {
  db: Database;
  indexer: CallIndexer;
  writer: Writer;
  stopped: () => boolean;
}): ChangeQueue {
  const { db, indexer, writer, stopped } = deps;
  let last: Promise<void> = Promise.resolve();

  async function writeCalls(ids: readonly string[]): Promise<void> {
    for (let from = 0; from < ids.length && !stopped(); from += BATCH) {
      const batch = ids.slice(from, from + BATCH);
      await writer.write(() => indexer.stored(batch));
      await breath();
    }
  }

  /** A large customer has thousands of calls: a page at a time. */
  async function writeCallsOf(digits: string): Promise<void> {
    let after: string | undefined;
    while (!stopped()) {
      let select = db
        .selectFrom('calls')
        .select('id')
        .where('remote', '=', digits)
        .orderBy('id')
        .limit(ROWS);
      if (after !== undefined) select = select.where('id', '>', after);
      const ids = (await select.execute()).map(({ id }) => id);
      await writeCalls(ids);
      after = ids.at(-1);
      if (ids.length < ROWS) return;
    }
  }

  async function drain(): Promise<void> {
    while (!stopped()) {
      const rows = await db
        .selectFrom('search_changes')
        .selectAll()
        .orderBy('seq')
        .limit(ROWS)
        .execute();
      const end = rows.at(-1)?.seq;
      if (end === undefined) return;
      const of = (kind: string) => [
        ...new Set(rows.filter((row) => row.kind === kind).map(({ value }) => value)),
      ];
      await writeCalls(of('note'));
      for (const digits of of('number')) await writeCallsOf(digits);
      if (stopped()) return;
      await db.deleteFrom('search_changes').where('seq', '<=', end).execute();
    }
  }

  return {
    drain() {
      const done = last.then(drain);
      last = done.catch(() => {});
      return done;
    },
  };
}

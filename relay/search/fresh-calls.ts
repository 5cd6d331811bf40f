/**
 * Calls that changed and are not in the index as they are now. They are looked at one by one in
 * every search, so nobody waits for the index, least of all the telephone system. What ended goes
 * into the index soon; what goes on, when it ends.
 */
import type { Call } from '../../lib/core/call.ts';
import type { CallChange, CallChanges } from '../calls/changes.ts';
import type { Log } from '../agents/log.ts';
import type { Clock } from '../hub/clock.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import type { Database } from '../store/database.ts';
import type { CallIndexer } from './index-calls.ts';
import { breath } from './breath.ts';
import type { Writer } from './writer.ts';

/** Every change up to this position is in the index. */
const POSITION_KEY = 'search.position';
/** Waits for more, so that calls that end together share a commit. */
const WAIT_MS = 1_000;
/** Written at once. */
const BATCH = 24;
/** So many calls that go on for long are written though they go on. */
const MAX_OPEN = 300;
const PAGE = 200;

export interface FreshCalls {
  /** As they are now, by id. */
  calls(): ReadonlyMap<string, Call>;
  /** Reads what changed since the index was written last. @returns false on the very first start */
  load(): Promise<boolean>;
  stop(): void;
  /** Waits for what is being written. */
  settled(): Promise<void>;
}

export function createFreshCalls(deps: {
  db: Database;
  changes: CallChanges;
  indexer: CallIndexer;
  writer: Writer;
  clock: Clock;
  log: Log;
}): FreshCalls {
  const { db, changes, indexer, writer, clock, log } = deps;
  const waiting = new Map<string, CallChange>();
  let newest = 0;
  let loaded = false;
  let due: (() => void) | undefined;
  let stopped = false;
  let flushing: Promise<void> = Promise.resolve();

  function put(change: CallChange): void {
    newest = Math.max(newest, change.seq);
    const known = waiting.get(change.call.id);
    if (known && known.seq > change.seq) return;
    waiting.set(change.call.id, change);
  }

  function schedule(): void {
    if (stopped || !loaded || due) return;
    due = clock.after(WAIT_MS, () => {
      due = undefined;
      flushing = flushing
        .then(() => flush(waiting.size > MAX_OPEN ? 'all' : 'ended'))
        .catch((error: unknown) => {
          log.error({ err: error }, 'history: calls could not be indexed, trying again');
          schedule();
        });
    });
  }

  const unsubscribe = changes.subscribe((change) => {
    put(change);
    schedule();
  });

  async function flush(which: 'ended' | 'all'): Promise<void> {
    for (;;) {
      const batch: CallChange[] = [];
      for (const change of waiting.values()) {
        if (which === 'all' || change.call.state === 'ended') batch.push(change);
        if (batch.length === BATCH) break;
      }
      if (batch.length === 0 || stopped) return;
      const taken = new Set(batch);
      const rest = [...waiting.values()].filter((change) => !taken.has(change));
      // Everything before the oldest change that still waits is written.
      const position = rest.reduce((least, { seq }) => Math.min(least, seq - 1), newest);
      await writer.write(
        async () => {
          const notes = await indexer.notes(batch.map(({ call }) => call.id));
          return batch.map(({ call }) => indexer.entry(call, notes.get(call.id) ?? []));
        },
        (trx) => writeMeta(trx, POSITION_KEY, String(position)),
      );
      for (const change of batch) {
        if (waiting.get(change.call.id) === change) waiting.delete(change.call.id);
      }
      await breath();
    }
  }

  return {
    calls: () => new Map([...waiting].map(([id, { call }]) => [id, call])),
    settled: () => flushing,
    async load() {
      const stored = await readMeta(db, POSITION_KEY);
      let position = stored === undefined ? changes.head() : Number(stored);
      if (stored === undefined) await writeMeta(db, POSITION_KEY, String(position));
      for (;;) {
        const page = await changes.after(position, PAGE);
        for (const change of page) put(change);
        const last = page.at(-1);
        if (!last) break;
        position = last.seq;
        if (waiting.size > MAX_OPEN) await flush('all');
        await breath();
      }
      loaded = true;
      if (waiting.size > 0) schedule();
      return stored !== undefined;
    },
    stop() {
      stopped = true;
      unsubscribe();
      due?.();
    },
  };
}

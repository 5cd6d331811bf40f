/**
 * Brings the calls into the index that were there before it, newest first, in the background. How
 * far it came is kept, so that a restart goes on there; calls beyond that are searched one by one.
 */
import type { Call } from '../../lib/core/call.ts';
import type { Database } from '../store/database.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import type { CallIndexer } from './index-calls.ts';
import { readSlots } from './index-store.ts';
import { BLOCK } from './posting.ts';
import { breath } from './breath.ts';
import { createBlockDraft, type Writer } from './writer.ts';

/** Calls from here on are in the index; `undefined`: all are. */
export interface Position {
  startedAt: number;
  id: string;
}

const KEY = 'search.caught-up';
const DONE = 'done';
/** Newer than any call. */
const TOP: Position = { startedAt: Number.MAX_SAFE_INTEGER, id: '' };
/** Read at once: some milliseconds. */
const PAGE = 64;

export interface CatchUp {
  /** Calls older than this are not in the index (those at it are); undefined: all are. */
  position(): Position | undefined;
  load(): Promise<void>;
  /** Goes on until all are in, or `stopped`. */
  run(stopped: () => boolean): Promise<void>;
}

export function createCatchUp(deps: {
  db: Database;
  indexer: CallIndexer;
  writer: Writer;
  /** Calls written together; at most a block. */
  step?: number | undefined;
  /** Waited for before each step. */
  beforeStep?: (() => Promise<void>) | undefined;
}): CatchUp {
  const { db, indexer, writer, step = BLOCK } = deps;
  let at: Position | undefined = TOP;

  /** The next calls older than `position`, newest first. */
  async function callsBefore(position: Position, limit: number): Promise<Call[]> {
    const rows = await db
      .selectFrom('calls')
      .select('snapshot')
      .where('started_at', '<=', position.startedAt)
      .where((is) => is.or([is('started_at', '<', position.startedAt), is('id', '<', position.id)]))
      .orderBy('started_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(({ snapshot }) => JSON.parse(snapshot) as Call);
  }

  async function catchUpStep(from: Position, stopped: () => boolean): Promise<void> {
    const draft = createBlockDraft();
    let reached = from;
    let over = false;
    while (!over && draft.owners.length < step) {
      if (stopped()) return;
      const page = await callsBefore(reached, Math.min(PAGE, step - draft.owners.length));
      over = page.length === 0;
      const last = page.at(-1);
      if (last) reached = { startedAt: last.startedAt, id: last.id };
      const ids = page.map(({ id }) => id);
      const known = await readSlots(db, ids);
      const notes = await indexer.notes(ids);
      const missing = page.filter(({ id }) => !known.has(id));
      draft.add(missing.map((call) => indexer.entry(call, notes.get(call.id) ?? [])));
      await breath();
    }
    const next = over ? undefined : reached;
    await writer.writeBlock(
      draft,
      (trx) => writeMeta(trx, KEY, next ? JSON.stringify([next.startedAt, next.id]) : DONE),
      stopped,
    );
    if (!stopped()) at = next;
  }

  return {
    position: () => at,
    async load() {
      const text = await readMeta(db, KEY);
      if (text === DONE) at = undefined;
      else if (text !== undefined) {
        const [startedAt, id] = JSON.parse(text) as [number, string];
        at = { startedAt, id };
      }
    },
    async run(stopped) {
      while (at && !stopped()) {
        await deps.beforeStep?.();
        if (!stopped()) await catchUpStep(at, stopped);
      }
    },
  };
}

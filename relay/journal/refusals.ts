/** Pushes that were refused, kept for the admin who wonders why nothing rings. */
import type { Database } from '../store/database.ts';
import type { Log } from '../telemetry/log.ts';
import type { JournalMask } from './mask.ts';

export interface Refusal {
  connection: string | null;
  at: number;
  status: number;
  reason: string;
  raw: string;
}

export interface Refusals {
  /** Never waits and never throws: a refusal must not hold up the next push. */
  add(refusal: Refusal): void;
  /** Waits for what was handed over. */
  drain(): Promise<void>;
}

/** Newest rows that are kept. */
const KEEP = 1_000;
/** Longest input that is kept, in characters. */
const MAX_RAW = 4_000;
/** More than this waiting to be written is a flood; it is counted, not stored. */
const MAX_WAITING = 100;

export function createRefusals(deps: {
  db: Database;
  log: Log;
  /** What the journal may hold. */
  mask: Pick<JournalMask, 'text'>;
}): Refusals {
  const { db, log, mask } = deps;
  let waiting = 0;
  let writing: Promise<unknown> = Promise.resolve();

  async function write(refusal: Refusal): Promise<void> {
    const { id } = await db
      .insertInto('refused')
      .values({ ...refusal, raw: mask.text(refusal.raw).slice(0, MAX_RAW) })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .deleteFrom('refused')
      .where('id', '<=', id - KEEP)
      .execute();
  }

  return {
    add(refusal) {
      if (waiting >= MAX_WAITING) return;
      waiting++;
      writing = writing
        .then(() => write(refusal))
        .catch((error: unknown) => log.error({ err: error }, 'refusal not stored'))
        .finally(() => waiting--);
    },
    async drain() {
      await writing;
    },
  };
}

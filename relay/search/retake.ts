/** Takes calls into the index anew, so that nothing of what they said before is left in it. */
import type { Database } from '../store/database.ts';
import type { ChangeQueue } from './change-queue.ts';
import type { FreshCalls } from './fresh-calls.ts';
import type { Scrub } from './scrub.ts';
import { unindex } from './unindex.ts';
import type { Writer } from './writer.ts';

/** Calls taken out in one transaction. */
const CHUNK = 100;

export async function retakeCalls(
  ids: readonly string[],
  index: {
    db: Database;
    fresh: Pick<FreshCalls, 'settled'>;
    writer: Pick<Writer, 'alone'>;
    queue: ChangeQueue;
    scrub: Scrub;
    stopped: () => boolean;
  },
): Promise<void> {
  const { db, stopped } = index;
  // Calls as they were before may be on their way into the index just now.
  await index.fresh.settled();
  for (let from = 0; from < ids.length; from += CHUNK) {
    const chunk = ids.slice(from, from + CHUNK);
    // Queued in the same transaction: a crash loses no call.
    await index.writer.alone(() => db.transaction().execute((trx) => unindex(trx, chunk)));
  }
  await index.queue.drain();
  await index.scrub.run(stopped, true);
}

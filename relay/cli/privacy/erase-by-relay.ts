/** Asks the running relay to erase, which also knows things in memory. */
import { setTimeout as wait } from 'node:timers/promises';
import type { PrivacyErased } from '../../../lib/core/privacy.ts';
import type { Database } from '../../store/database.ts';

/** The relay looks every two seconds. */
const TAKEN_MS = 7_000;
const LOOK_MS = 250;

/** @returns undefined when no relay took it; nothing is asked for any more then */
export async function eraseByRelay(
  db: Database,
  digits: string,
): Promise<PrivacyErased['counts'] | undefined> {
  const { id } = await db
    .insertInto('erasures')
    .values({ digits, actor: 'cli', asked_at: Date.now() })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const endAt = performance.now() + TAKEN_MS; ; await wait(LOOK_MS)) {
    const row = await db
      .selectFrom('erasures')
      .select(['taken_at', 'done_at', 'counts'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (row.done_at !== null) return JSON.parse(row.counts ?? '{}') as PrivacyErased['counts'];
    if (row.taken_at !== null || performance.now() < endAt) continue;
    const { numDeletedRows } = await db
      .deleteFrom('erasures')
      .where('id', '=', id)
      .where('taken_at', 'is', null)
      .executeTakeFirst();
    // Taken in this very moment: then the relay does it.
    if (numDeletedRows > 0n) return undefined;
  }
}

/**
 * Writes of the directory: so few rows at once that an event of the telephone system never waits.
 * A power cut may take the last ones back, in their order; they are read from Zammad again.
 */
import type { Kysely, Transaction } from 'kysely';
import { writeRelaxed } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';

const CHUNK = 50;

/** One transaction after the other. */
export async function inChunks<T>(
  db: Kysely<Tables>,
  items: readonly T[],
  write: (trx: Transaction<Tables>, chunk: T[]) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < items.length; from += CHUNK) {
    const chunk = items.slice(from, from + CHUNK);
    await writeRelaxed(db, (connection) =>
      connection.transaction().execute((trx) => write(trx, chunk)),
    );
  }
}

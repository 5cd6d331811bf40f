/** Calls by the id that the telephone system gave them. */
import type { Transaction } from 'kysely';
import type { TrackedCall } from '../../lib/core/call-facts.ts';
import type { Tables } from '../store/tables.ts';
import { readSnapshot } from './snapshots.ts';

/** Ids are used again: the newest call of that id is meant. */
export async function findCall(
  trx: Transaction<Tables>,
  source: string,
  nativeId: string,
): Promise<TrackedCall | undefined> {
  const row = await trx
    .selectFrom('calls')
    .select('snapshot')
    .where('source', '=', source)
    .where('native_id', '=', nativeId)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && readSnapshot(row.snapshot);
}

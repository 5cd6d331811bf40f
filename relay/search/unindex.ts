/** Takes calls out of the index; they are queued to be taken in anew, as they are now. */
import type { Transaction } from 'kysely';
import type { Tables } from '../store/tables.ts';

/** Their words stay until the index is scrubbed, and find nothing. */
export async function unindex(trx: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .deleteFrom('search_calls')
    .where('call_id', 'in', [...ids])
    .execute();
  await trx
    .insertInto('search_changes')
    .values(ids.map((value) => ({ kind: 'note', value })))
    .execute();
}

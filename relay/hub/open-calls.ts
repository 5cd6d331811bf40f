/** Calls that are going on, straight from the store: what a stream without a cursor begins with. */
import type { Kysely } from 'kysely';
import type { Call } from '../../lib/core/call.ts';
import type { CallChange } from '../calls/changes.ts';
import type { Tables } from '../store/tables.ts';

/** More calls than go on at once anywhere; only the newest are kept in sight. */
const MAX_OPEN = 5_000;

export async function readOpenCalls(db: Kysely<Tables>): Promise<CallChange[]> {
  const rows = await db
    .selectFrom('calls')
    .select(['seq', 'snapshot'])
    .where('ended_at', 'is', null)
    .orderBy('seq', 'desc')
    .limit(MAX_OPEN)
    .execute();
  return rows.reverse().map(({ seq, snapshot }) => ({ seq, call: JSON.parse(snapshot) as Call }));
}

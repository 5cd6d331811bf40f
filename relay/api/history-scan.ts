/** Calls that are not in the history's index yet, a few at a time. */
import type { Position } from '../search/catch-up.ts';
import type { HistoryAsk } from '../search/narrow.ts';
import type { Call } from '../../lib/core/call.ts';
import type { Database } from '../store/database.ts';

/** The next calls older than `before`, newest first; filters that columns answer are applied. */
export async function scanCalls(
  db: Database,
  before: Position,
  ask: HistoryAsk,
  limit: number,
): Promise<Call[]> {
  let select = db
    .selectFrom('calls')
    .select('snapshot')
    .where('started_at', '<=', before.startedAt)
    .where((is) => is.or([is('started_at', '<', before.startedAt), is('id', '<', before.id)]))
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  if (ask.from !== undefined) select = select.where('started_at', '>=', ask.from);
  if (ask.to !== undefined) select = select.where('started_at', '<', ask.to);
  if (ask.missed !== undefined) select = select.where('missed', '=', ask.missed ? 1 : 0);
  if (ask.direction !== undefined) select = select.where('direction', '=', ask.direction);
  return (await select.execute()).map(({ snapshot }) => JSON.parse(snapshot) as Call);
}

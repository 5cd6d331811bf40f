/** Calls that have to do with a number, a page at a time, so that nobody else waits. Rule PV2. */
import { sql } from 'kysely';
import type { TrackedCall } from '../../lib/core/call-facts.ts';
import { readSnapshot } from '../calls/snapshots.ts';
import { breath } from '../search/breath.ts';
import type { Database } from '../store/database.ts';
import type { NumberTrace } from './number-trace.ts';

const PAGE = 100;
/** Rows looked through at once for a number that stands somewhere inside: some milliseconds. */
const LOOKED = 500;

/** With the number on the other side, newest first; by an index. */
export async function* callsWith(db: Database, digits: string): AsyncGenerator<TrackedCall[]> {
  let last: { at: number; id: string } | undefined;
  for (;;) {
    let query = db
      .selectFrom('calls')
      .select(['id', 'started_at', 'snapshot'])
      .where('remote', '=', digits)
      .orderBy('started_at', 'desc')
      .orderBy('id', 'desc')
      .limit(PAGE);
    const before = last;
    if (before) {
      query = query
        .where('started_at', '<=', before.at)
        .where((is) => is.or([is('started_at', '<', before.at), is('id', '<', before.id)]));
    }
    const rows = await query.execute();
    if (rows.length > 0) yield rows.map(({ snapshot }) => readSnapshot(snapshot));
    const end = rows.at(-1);
    if (!end || rows.length < PAGE) return;
    last = { at: end.started_at, id: end.id };
    await breath();
  }
}

/** With the number anywhere in them, whoever called: every call is looked at. */
export async function* callsNaming(
  db: Database,
  trace: NumberTrace,
): AsyncGenerator<TrackedCall[]> {
  const held = sql<boolean>`(${sql.join(
    trace.needles.map((needle) => sql`instr(snapshot, ${needle}) > 0`),
    sql` or `,
  )})`;
  for (let after = ''; ;) {
    const ids = await db
      .selectFrom('calls')
      .select('id')
      .where('id', '>', after)
      .orderBy('id')
      .limit(LOOKED)
      .execute();
    const last = ids.at(-1)?.id;
    if (last === undefined) return;
    const rows = await db
      .selectFrom('calls')
      .select('snapshot')
      .where('id', '>', after)
      .where('id', '<=', last)
      .where(held)
      .execute();
    const calls = rows.flatMap(({ snapshot }) =>
      trace.holds(snapshot) ? [readSnapshot(snapshot)] : [],
    );
    if (calls.length > 0) yield calls;
    after = last;
    await breath();
  }
}

/** A call with this number that goes on. */
export async function runningWith(db: Database, trace: NumberTrace): Promise<boolean> {
  const rows = await db
    .selectFrom('calls')
    .select('snapshot')
    .where('ended_at', 'is', null)
    .execute();
  return rows.some(({ snapshot }) => trace.holds(snapshot));
}

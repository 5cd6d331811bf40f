/** Between `Call` and its row. */
import type { Insertable } from 'kysely';
import type { TrackedCall } from '../../lib/core/call-facts.ts';
import type { Call } from '../../lib/core/call.ts';
import { attemptOf } from '../../lib/core/missed-board.ts';
import type { Database } from '../store/database.ts';
import { readMeta } from '../store/meta.ts';
import type { CallsTable } from '../store/tables.ts';
import type { CallChange } from './changes.ts';

/** The snapshot as the ledger wrote it, facts included. */
export function readSnapshot(snapshot: string): TrackedCall {
  return JSON.parse(snapshot) as TrackedCall;
}

export function toChange(row: Pick<CallsTable, 'seq' | 'snapshot'>): CallChange {
  return { seq: row.seq, call: readSnapshot(row.snapshot) };
}

export function toColumns(call: Call): Omit<Insertable<CallsTable>, 'seq'> {
  const remote = call.direction === 'in' ? call.from : call.to;
  return {
    id: call.id,
    source: call.source,
    native_id: call.nativeId,
    version: call.version,
    state: call.state,
    direction: call.direction,
    started_at: call.startedAt,
    ended_at: call.endedAt ?? null,
    missed: call.missed ? 1 : 0,
    remote: remote.e164 ?? null,
    snapshot: JSON.stringify(call),
    todo: attemptOf(call) ? 1 : 0,
  };
}

export async function readHead(db: Database): Promise<number> {
  const row = await db
    .selectFrom('calls')
    .select((expression) => expression.fn.max('seq').as('seq'))
    .executeTakeFirst();
  return row?.seq ?? 0;
}

/** Position of the newest change that was purged. */
export async function readFloor(db: Database): Promise<number> {
  return Number((await readMeta(db, 'floor')) ?? 0);
}

/** Calls of a connection that are not over, oldest first. */
export async function readOpenCalls(db: Database, source: string): Promise<TrackedCall[]> {
  const rows = await db
    .selectFrom('calls')
    .select('snapshot')
    .where('ended_at', 'is', null)
    .where('source', '=', source)
    .orderBy('started_at')
    .execute();
  return rows.map(({ snapshot }) => readSnapshot(snapshot));
}

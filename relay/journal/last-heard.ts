/** When telephone systems were heard last, and what was refused. */
import type { Database } from '../store/database.ts';

/** Time of the last event that a telephone system sent (not one that we concluded), by connection. */
export async function lastHeard(db: Database): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('events')
    .select((is) => ['connection', is.fn.max('at').as('at')])
    .where('raw', '!=', '')
    .groupBy('connection')
    .execute();
  return new Map(rows.map(({ connection, at }) => [connection, at]));
}

export interface LastRefusal {
  at: number;
  status: number;
  reason: string;
}

/** The last refusal of each connection; under `null` that of senders whose secret is nobody's. */
export async function lastRefusals(db: Database): Promise<Map<string | null, LastRefusal>> {
  const newest = db
    .selectFrom('refused')
    .select((is) => is.fn.max('id').as('id'))
    .groupBy('connection');
  const rows = await db
    .selectFrom('refused')
    .select(['connection', 'at', 'status', 'reason'])
    .where('id', 'in', newest)
    .execute();
  return new Map(rows.map(({ connection, ...refusal }) => [connection, refusal]));
}

export interface RefusalCount {
  connection: string | null;
  status: number;
  reason: string;
  count: number;
  lastAt: number;
}

/** Refusals since a time, the most frequent first. */
export async function countRefusals(db: Database, sinceAt: number): Promise<RefusalCount[]> {
  return db
    .selectFrom('refused')
    .select((is) => [
      'connection',
      'status',
      'reason',
      is.fn.countAll<number>().as('count'),
      is.fn.max('at').as('lastAt'),
    ])
    .where('at', '>=', sinceAt)
    .groupBy(['connection', 'status', 'reason'])
    .orderBy('count', 'desc')
    .limit(10)
    .execute();
}

/** The index's rows. Whoever writes does so through `writer.ts`, one after the other. */
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../store/tables.ts';
import { breath } from './breath.ts';
import type { SlotRow } from './columns.ts';
import { BLOCK } from './posting.ts';

type Db = Kysely<Tables>;

/** Rows of `search_calls` read at once while the columns are loaded. */
const LOAD_CHUNK = 4_000;

/** Every indexed call, a chunk at a time; lets others in between. */
export async function loadSlots(db: Db, each: (row: SlotRow) => void): Promise<void> {
  let after = -1;
  for (;;) {
    const rows = await db
      .selectFrom('search_calls')
      .select(['slot', 'started_at', 'frame', 'facts'])
      .where('slot', '>', after)
      .orderBy('slot')
      .limit(LOAD_CHUNK)
      .execute();
    for (const row of rows) each({ ...row, startedAt: row.started_at });
    const last = rows.at(-1);
    if (!last || rows.length < LOAD_CHUNK) return;
    after = last.slot;
    await breath();
  }
}

export interface KnownSlot {
  slot: number;
  rung: number;
}

/** Slots of these calls, of those that have one. */
export async function readSlots(
  db: Db,
  callIds: readonly string[],
): Promise<Map<string, KnownSlot>> {
  if (callIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('search_calls')
    .select(['slot', 'call_id', 'rung'])
    .where('call_id', 'in', sql<string>`(select value from json_each(${JSON.stringify(callIds)}))`)
    .execute();
  return new Map(rows.map(({ slot, call_id, rung }) => [call_id, { slot, rung }]));
}

/** Stored postings of these terms in a block. */
export async function readPostings(
  db: Db,
  block: number,
  terms: readonly string[],
): Promise<Map<string, Uint8Array>> {
  const { rows } = await sql<{ term: string; posting: Uint8Array }>`
    select term, posting from search_terms
    where block = ${block} and term in (select value from json_each(${JSON.stringify(terms)}))
  `.execute(db);
  return new Map(rows.map(({ term, posting }) => [term, posting]));
}

/** Replaces postings; an empty one is removed. One statement, however many they are. */
export async function writePostings(
  db: Db,
  block: number,
  postings: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  const full: [string, string][] = [];
  const empty: string[] = [];
  for (const [term, posting] of postings) {
    if (posting.byteLength === 0) empty.push(term);
    else full.push([term, Buffer.from(posting).toString('hex')]);
  }
  await sql`
    insert into search_terms (block, term, posting)
    select ${block}, value ->> 0, unhex(value ->> 1) from json_each(${JSON.stringify(full)}) where true
    on conflict (block, term) do update set posting = excluded.posting
  `.execute(db);
  if (empty.length === 0) return;
  await sql`
    delete from search_terms
    where block = ${block} and term in (select value from json_each(${JSON.stringify(empty)}))
  `.execute(db);
}

/** Postings of a block from `after` on, in order of their terms. */
export async function pagePostings(
  db: Db,
  block: number,
  after: string,
  limit: number,
): Promise<{ term: string; posting: Uint8Array }[]> {
  return db
    .selectFrom('search_terms')
    .select(['term', 'posting'])
    .where('block', '=', block)
    .where('term', '>', after)
    .orderBy('term')
    .limit(limit)
    .execute();
}

export interface SlotOwner extends SlotRow {
  callId: string;
  rung: number;
}

/** @param known they replace what stood there; otherwise calls that have a slot already keep that one */
export async function writeSlots(
  db: Db,
  rows: readonly SlotOwner[],
  known: 'replace' | 'keep',
): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map(({ slot, callId, startedAt, frame, facts, rung }) => [
    slot,
    callId,
    startedAt,
    frame,
    facts,
    rung,
  ]);
  const then =
    known === 'keep'
      ? sql`do nothing`
      : sql`(call_id) do update set
          slot = excluded.slot, started_at = excluded.started_at, frame = excluded.frame,
          facts = excluded.facts, rung = excluded.rung`;
  // A call that was purged meanwhile must not come back.
  await sql`
    insert into search_calls (slot, call_id, started_at, frame, facts, rung)
    select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
    from json_each(${JSON.stringify(values)})
    where exists (select 1 from calls where calls.id = value ->> 1)
    on conflict ${then}
  `.execute(db);
}

/** How many slots of a block belong to a call. */
export async function countOwned(db: Db, block: number): Promise<number> {
  const { count } = await db
    .selectFrom('search_calls')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('slot', '>=', block * BLOCK)
    .where('slot', '<', (block + 1) * BLOCK)
    .executeTakeFirstOrThrow();
  return count;
}

/** Slots from `from` on, before `to`, that belong to a call. */
export async function readOwned(db: Db, from: number, to: number): Promise<Set<number>> {
  const rows = await db
    .selectFrom('search_calls')
    .select('slot')
    .where('slot', '>=', from)
    .where('slot', '<', to)
    .execute();
  return new Set(rows.map(({ slot }) => slot));
}

/** What hangs on calls: journal, notes, drafts, history's index, what Zammad was or will be told. */
import { type ExpressionBuilder, sql } from 'kysely';
import { readSnapshot } from '../calls/snapshots.ts';
import { breath } from '../search/breath.ts';
import type { Database } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { DAY_MS, type Place, type Stored, type Subject } from './place.ts';

const IDS = 50;

/** @param agentId drafts of this agent alone; none: everybody's */
export function callPlaces(db: Database, retentionDays: number, agentId?: number): Place[] {
  const retentionMs = retentionDays * DAY_MS;
  const goes = (at: number | null) => (at === null ? {} : { goesAt: at + retentionMs });
  const place = (
    kind: Place['kind'],
    read: (ids: readonly string[]) => Promise<Stored[]>,
  ): Place => ({
    kind,
    end: 'retention',
    read: ({ callIds }: Subject) => inPages(callIds, read),
  });
  const among = (ids: readonly string[]) =>
    sql<string>`(select value from json_each(${JSON.stringify(ids)}))`;

  async function calls(ids: readonly string[]): Promise<Stored[]> {
    const rows = await db
      .selectFrom('calls')
      .select(['snapshot', 'started_at', 'ended_at'])
      .where('id', 'in', among(ids))
      .orderBy('started_at')
      .execute();
    return rows.map(({ snapshot, started_at: at, ended_at: endedAt }) => {
      const { facts: _facts, ...call } = readSnapshot(snapshot);
      return { ...call, at, ...goes(endedAt) };
    });
  }
  async function events(ids: readonly string[]): Promise<Stored[]> {
    const rows = await db
      .selectFrom('events')
      .selectAll()
      .where('call_id', 'in', among(ids))
      .orderBy('seq')
      .execute();
    return rows.map(({ call_id: callId, at, connection, kind, raw, answer, parsed }) => ({
      callId,
      at,
      connection,
      kind,
      raw,
      answer,
      understood: parsed === null ? undefined : (JSON.parse(parsed) as unknown),
      ...goes(at),
    }));
  }
  async function notes(ids: readonly string[]): Promise<Stored[]> {
    const rows = await db
      .selectFrom('call_notes')
      .selectAll()
      .where('call_id', 'in', among(ids))
      .execute();
    return rows.map(({ call_id: callId, agent_name: agent, agent_id: _id, ...note }) => ({
      callId,
      agent,
      ...note,
      ...goes(note.at),
    }));
  }
  async function drafts(ids: readonly string[]): Promise<Stored[]> {
    let query = db
      .selectFrom('drafts')
      .selectAll()
      .where('call_id', 'in', among(ids))
      .where('content', '!=', '');
    if (agentId !== undefined) query = query.where('agent_id', '=', agentId);
    const rows = await query.execute();
    return rows.map((row) => ({
      callId: row.call_id,
      agentId: row.agent_id,
      at: row.kept_at,
      draft: JSON.parse(row.content) as unknown,
      ...goes(row.kept_at),
    }));
  }
  async function history(ids: readonly string[]): Promise<Stored[]> {
    const rows = await db
      .selectFrom('search_calls')
      .select(['call_id', 'started_at'])
      .where('call_id', 'in', among(ids))
      .execute();
    return rows.map(({ call_id: callId, started_at: at }) => ({ callId, at, ...goes(at) }));
  }
  const forwards = (waiting: boolean) => async (ids: readonly string[]) => {
    const state = (is: ExpressionBuilder<Tables, 'forwards'>) =>
      is('state', waiting ? 'is' : 'is not', null);
    const rows = await db
      .selectFrom('forwards')
      .selectAll()
      .where('call_id', 'in', among(ids))
      .where(state)
      .orderBy('id')
      .execute();
    return rows.map(({ call_id: callId, created_at: at, kind, body, response }): Stored => ({
      callId,
      at,
      kind,
      body: JSON.parse(body) as unknown,
      answer: response,
      ...goes(at),
    }));
  };
  const forAgents = [
    place('calls', calls),
    place('notes', notes),
    place('drafts', drafts),
    place('history', history),
  ];
  if (agentId !== undefined) return forAgents;
  return [
    ...forAgents,
    place('events', events),
    place('forwardsWaiting', forwards(true)),
    place('forwards', forwards(false)),
  ];
}

async function* inPages(
  ids: readonly string[],
  read: (ids: readonly string[]) => Promise<Stored[]>,
): AsyncGenerator<Stored[]> {
  for (let from = 0; from < ids.length; from += IDS) {
    yield await read(ids.slice(from, from + IDS));
    await breath();
  }
}

/** Reads the journal in pieces: the newest entries, and what came since. */
import { type Kysely, sql } from 'kysely';
import type { Phone } from '../../lib/core/phone.ts';
import type { Tables } from '../store/tables.ts';
import {
  type Entry,
  type EventEntry,
  eventEntry,
  type ForwardEntry,
  forwardEntry,
  type RefusalEntry,
  refusalEntry,
} from './entries.ts';
import { callConditions, type Filter } from './filter.ts';

/** How far it was read: journal position, id of the last refusal and of the last forward. */
export interface Position {
  seq: number;
  refused: number;
  forward: number;
}

export interface Journal {
  /** The newest `limit` entries, oldest first. */
  newest(limit: number): Promise<Entry[]>;
  /** What came behind `position`, oldest first, a few hundred at a time. */
  after(position: Position): Promise<{ entries: Entry[]; position: Position }>;
  /** Where the journal ends now. */
  end(): Promise<Position>;
  forwards(ids: readonly number[]): Promise<ForwardEntry[]>;
  events(seqs: readonly number[]): Promise<EventEntry[]>;
  /** Events of a call before a position, in order. */
  eventsOf(callId: string, beforeSeq: number): Promise<EventEntry[]>;
}

const PIECE = 500;
const MAX_STORY = 1_000;

export function createJournal(db: Kysely<Tables>, filter: Filter, phone: Phone): Journal {
  const onCalls = callConditions(filter, phone);
  const { connection, sinceAt } = filter;
  /** Refusals belong to no call. */
  const withRefusals = filter.call === undefined && filter.number === undefined;

  /** The call that an entry is about is one of those asked for. */
  function wanted(callId: 'events.call_id' | 'forwards.call_id') {
    const conditions = [sql`calls.id = ${sql.ref(callId)}`, ...onCalls];
    return sql<boolean>`exists (select 1 from calls where ${sql.join(conditions, sql` and `)})`;
  }

  function events() {
    let query = db.selectFrom('events').selectAll();
    if (!withRefusals) query = query.where(wanted('events.call_id'));
    if (connection !== undefined) query = query.where('connection', '=', connection);
    if (sinceAt !== undefined) query = query.where('at', '>=', sinceAt);
    return query;
  }

  function refused() {
    let query = db.selectFrom('refused').selectAll();
    // One with a wrong secret may have been meant for any connection.
    if (connection !== undefined) {
      query = query.where((is) =>
        is.or([is('connection', '=', connection), is('connection', 'is', null)]),
      );
    }
    if (sinceAt !== undefined) query = query.where('at', '>=', sinceAt);
    return query;
  }

  function forwards() {
    let query = db.selectFrom('forwards').selectAll();
    if (onCalls.length > 0) query = query.where(wanted('forwards.call_id'));
    if (sinceAt !== undefined) query = query.where('created_at', '>=', sinceAt);
    return query;
  }

  return {
    async newest(limit) {
      const found = await events().orderBy('seq', 'desc').limit(limit).execute();
      const said = await forwards().orderBy('id', 'desc').limit(limit).execute();
      const turned = withRefusals
        ? await refused().orderBy('id', 'desc').limit(limit).execute()
        : [];
      const merged = merge(
        found.map(eventEntry).toReversed(),
        turned.map(refusalEntry).toReversed(),
        said.map(forwardEntry).toReversed(),
      );
      return merged.slice(-limit);
    },

    async after(position) {
      const found = await events()
        .where('seq', '>', position.seq)
        .orderBy('seq')
        .limit(PIECE)
        .execute();
      const said = await forwards()
        .where('id', '>', position.forward)
        .orderBy('id')
        .limit(PIECE)
        .execute();
      const turned = withRefusals
        ? await refused().where('id', '>', position.refused).orderBy('id').limit(PIECE).execute()
        : [];
      return {
        entries: merge(found.map(eventEntry), turned.map(refusalEntry), said.map(forwardEntry)),
        position: {
          seq: found.at(-1)?.seq ?? position.seq,
          refused: turned.at(-1)?.id ?? position.refused,
          forward: said.at(-1)?.id ?? position.forward,
        },
      };
    },

    async end() {
      const [event, refusal, forward] = await Promise.all([
        db
          .selectFrom('events')
          .select((is) => is.fn.max('seq').as('last'))
          .executeTakeFirst(),
        db
          .selectFrom('refused')
          .select((is) => is.fn.max('id').as('last'))
          .executeTakeFirst(),
        db
          .selectFrom('forwards')
          .select((is) => is.fn.max('id').as('last'))
          .executeTakeFirst(),
      ]);
      return { seq: event?.last ?? 0, refused: refusal?.last ?? 0, forward: forward?.last ?? 0 };
    },

    async forwards(ids) {
      if (ids.length === 0) return [];
      const rows = await db
        .selectFrom('forwards')
        .selectAll()
        .where('id', 'in', ids)
        .orderBy('id')
        .execute();
      return rows.map(forwardEntry);
    },

    async events(seqs) {
      if (seqs.length === 0) return [];
      const rows = await db.selectFrom('events').selectAll().where('seq', 'in', seqs).execute();
      return rows.map(eventEntry);
    },

    async eventsOf(callId, beforeSeq) {
      const rows = await db
        .selectFrom('events')
        .selectAll()
        .where('call_id', '=', callId)
        .where('seq', '<', beforeSeq)
        .orderBy('seq')
        .limit(MAX_STORY)
        .execute();
      return rows.map(eventEntry);
    },
  };
}

/** Events stay in their order; the others are put between them by their time. */
function merge(events: EventEntry[], refusals: RefusalEntry[], forwards: ForwardEntry[]): Entry[] {
  const others: Entry[] = [...refusals, ...forwards].toSorted((a, b) => a.at - b.at);
  const merged: Entry[] = [];
  for (const event of events) {
    // What is told about an event comes after it, also within the same millisecond.
    while (others[0] && others[0].at < event.at) merged.push(others.shift() as Entry);
    merged.push(event);
  }
  return [...merged, ...others];
}

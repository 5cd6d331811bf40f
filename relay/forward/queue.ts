/** The forwarder's rows: what waits, in order, and what became of it. */
import { type Database, writeRelaxed } from '../store/database.ts';
import type { ForwardKind } from './bodies.ts';
import { readRowKind } from './row-kind.ts';
import type { Sent } from './send.ts';

export interface WaitingForward {
  id: number;
  callId: string;
  kind: string;
  body: string;
  attempts: number;
}

export interface ForwardQueue {
  /** The oldest waiting row of each call, oldest first, a few hundred rows far. */
  heads(): Promise<{ callId: string; kind: ForwardKind; nextAt: number }[]>;
  /** Oldest waiting row of a call, if it is due; marked as being sent, from then on it stands. */
  claim(callId: string, now: number): Promise<WaitingForward | undefined>;
  /** What became of a call's first `newCall`; undefined: there is none to tell. */
  newCallOf(callId: string): Promise<{ state: string | null; response: string | null } | undefined>;
  postpone(row: WaitingForward, nextAt: number, sent: Sent): Promise<void>;
  /** A `newCall` that is given up takes the rest of its call along. */
  finish(row: WaitingForward, state: 'sent' | 'given-up', sent: Sent): Promise<void>;
  /** Rule RF9. @returns how many */
  giveUp(before: { begun: number; ever: number }): Promise<number>;
  /** Hang-ups that were on the wire when the process died count as sent (rule RF7). */
  settleInterrupted(): Promise<void>;
}

const LOOK_AHEAD = 300;
const SENDING = 'on the wire';

export function createForwardQueue(db: Database): ForwardQueue {
  const waiting = (on: Database) => on.updateTable('forwards').where('state', 'is', null);
  const told = (row: WaitingForward, { status, response, reason }: Sent) => ({
    attempts: row.attempts + 1,
    last_error: reason ?? null,
    status: status ?? null,
    response: response ?? null,
  });
  return {
    async heads() {
      const rows = await db
        .selectFrom('forwards')
        .select(['call_id as callId', 'kind', 'next_at as nextAt'])
        .where('state', 'is', null)
        .orderBy('id')
        .limit(LOOK_AHEAD)
        .execute();
      const heads = new Map<string, (typeof rows)[number]>();
      for (const row of rows) if (!heads.has(row.callId)) heads.set(row.callId, row);
      return [...heads.values()].map((row) => ({ ...row, kind: readRowKind(row.kind).kind }));
    },

    async claim(callId, now) {
      let claimed: WaitingForward | undefined;
      // On one connection, so that the outbox cannot change its mind in between.
      await writeRelaxed(db, async (on) => {
        const row = await on
          .selectFrom('forwards')
          .select(['id', 'call_id as callId', 'kind', 'body', 'attempts', 'next_at'])
          .where('call_id', '=', callId)
          .where('state', 'is', null)
          .orderBy('id')
          .limit(1)
          .executeTakeFirst();
        if (!row || row.next_at > now) return;
        await waiting(on).set({ last_error: SENDING }).where('id', '=', row.id).execute();
        claimed = row;
      });
      return claimed;
    },

    newCallOf: (callId) =>
      db
        .selectFrom('forwards')
        .select(['state', 'response'])
        .where('call_id', '=', callId)
        .where('kind', '=', 'newCall')
        .executeTakeFirst(),

    async postpone(row, nextAt, sent) {
      const change = { ...told(row, sent), next_at: nextAt };
      await writeRelaxed(db, (on) => waiting(on).set(change).where('id', '=', row.id).execute());
    },

    async finish(row, state, sent) {
      const change = { ...told(row, sent), state };
      await writeRelaxed(db, async (on) => {
        await waiting(on).set(change).where('id', '=', row.id).execute();
        if (state !== 'given-up' || !row.kind.startsWith('newCall')) return;
        await waiting(on)
          .set({ state, last_error: 'its newCall was given up' })
          .where('call_id', '=', row.callId)
          .execute();
      });
    },

    async giveUp({ begun, ever }) {
      const result = await waiting(db)
        .set({ state: 'given-up', last_error: 'too old' })
        .where((is) =>
          is.or([
            is('created_at', '<', ever),
            is.exists(
              is
                .selectFrom('forwards as begin')
                .select('begin.id')
                .whereRef('begin.call_id', '=', 'forwards.call_id')
                .whereRef('begin.id', '<=', 'forwards.id')
                .where('begin.state', 'is', null)
                .where('begin.kind', 'like', 'newCall%')
                .where('begin.created_at', '<', begun),
            ),
          ]),
        )
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },

    async settleInterrupted() {
      await waiting(db)
        .set({ state: 'sent' })
        .where('last_error', '=', SENDING)
        .where('kind', 'like', 'hangup%')
        .execute();
    },
  };
}

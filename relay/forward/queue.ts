/** The forwarder's rows: what waits, in order, and what became of it. */
import { type Database, writeRelaxed } from '../store/database.ts';

export interface WaitingForward {
  id: number;
  callId: string;
  kind: string;
  body: string;
  attempts: number;
}

export interface ForwardQueue {
  /** The oldest waiting row of each call, oldest first, a few hundred rows far. */
  heads(): Promise<{ callId: string; nextAt: number }[]>;
  /** Oldest waiting row of a call; a hang-up is marked as being sent. */
  oldest(callId: string): Promise<WaitingForward | undefined>;
  postpone(row: WaitingForward, nextAt: number, reason: string | undefined): Promise<void>;
  /** A `newCall` that is given up takes the rest of its call along. */
  finish(
    row: WaitingForward,
    state: 'sent' | 'given-up',
    reason: string | undefined,
  ): Promise<void>;
  giveUpOlderThan(createdAt: number): Promise<number>;
  /** Hang-ups that were on the wire when the process died count as sent (rule RF7). */
  settleInterrupted(): Promise<void>;
}

const LOOK_AHEAD = 300;
const SENDING = 'sending';

export function createForwardQueue(db: Database): ForwardQueue {
  const waiting = (on: Database) => on.updateTable('forwards').where('state', 'is', null);
  return {
    async heads() {
      const rows = await db
        .selectFrom('forwards')
        .select(['call_id', 'next_at'])
        .where('state', 'is', null)
        .orderBy('id')
        .limit(LOOK_AHEAD)
        .execute();
      const heads = new Map<string, number>();
      for (const row of rows) {
        if (!heads.has(row.call_id)) heads.set(row.call_id, row.next_at);
      }
      return [...heads].map(([callId, nextAt]) => ({ callId, nextAt }));
    },

    async oldest(callId) {
      const row = await db
        .selectFrom('forwards')
        .select(['id', 'call_id as callId', 'kind', 'body', 'attempts'])
        .where('call_id', '=', callId)
        .where('state', 'is', null)
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      if (row?.kind === 'hangup') {
        const { id } = row;
        await writeRelaxed(db, (on) =>
          waiting(on).set({ last_error: SENDING }).where('id', '=', id).execute(),
        );
      }
      return row;
    },

    async postpone(row, nextAt, reason) {
      const change = { attempts: row.attempts + 1, next_at: nextAt, last_error: reason ?? null };
      await writeRelaxed(db, (on) => waiting(on).set(change).where('id', '=', row.id).execute());
    },

    async finish(row, state, reason) {
      const lastError = reason ?? null;
      const change = { attempts: row.attempts + 1, state, last_error: lastError };
      await writeRelaxed(db, async (on) => {
        await waiting(on).set(change).where('id', '=', row.id).execute();
        if (state !== 'given-up' || row.kind !== 'newCall') return;
        await waiting(on)
          .set({ state, last_error: lastError })
          .where('call_id', '=', row.callId)
          .execute();
      });
    },

    async giveUpOlderThan(createdAt) {
      const result = await waiting(db)
        .set({ state: 'given-up', last_error: 'too old' })
        .where('created_at', '<', createdAt)
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },

    async settleInterrupted() {
      await waiting(db).set({ state: 'sent' }).where('last_error', '=', SENDING).execute();
    },
  };
}

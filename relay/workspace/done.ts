/** Calls that somebody has seen to: one, many, all missed ones of a number, rows of the board. Rule WS3. */
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Call } from '../../lib/core/call.ts';
import { callerKey } from '../../lib/core/missed-board.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { Agent } from '../../lib/protocol/frames.ts';
import { unreadableNumber } from '../api/asked-number.ts';
import type { CallChanges } from '../calls/changes.ts';
import type { CallWriter } from '../calls/own-writes.ts';
import type { Clock } from '../hub/clock.ts';
import type { Tables } from '../store/tables.ts';
import type { MissedBoard } from './missed-board.ts';
import type { Sight } from './sight.ts';

export interface Done {
  /** @returns ids of the calls that changed */
  mark(ids: readonly string[], agent: Agent, done: boolean): Promise<string[]>;
  /** Marks as done. Ids, rows and calls that the agent may not see are passed over. */
  many(
    which: {
      ids?: string[] | undefined;
      number?: string | undefined;
      keys?: string[] | undefined;
    },
    agent: Agent,
  ): Promise<string[]>;
}

/** Calls of one number that are marked in one go. */
const MAX_OF_NUMBER = 1_000;

export function createDone(deps: {
  db: Kysely<Tables>;
  changes: Pick<CallChanges, 'get'>;
  writer: Pick<CallWriter, 'mark'>;
  board: Pick<MissedBoard, 'ofKey'>;
  link: (call: Call) => Call;
  sight: Pick<Sight, 'maySee'>;
  phone: Phone;
  clock: Pick<Clock, 'now'>;
}): Done {
  const { db, changes, writer, board, link, sight, phone, clock } = deps;

  async function mark(ids: readonly string[], agent: Agent, done: boolean): Promise<string[]> {
    const marked = await Promise.all(
      [...new Set(ids)].map(async (callId) => {
        const change = await changes.get(callId);
        if (!change || !sight.maySee(link(change.call), agent.id)) return undefined;
        return writer.mark({ callId, done, by: agent.name, at: clock.now() });
      }),
    );
    return marked.flatMap((call) => (call ? [call.id] : []));
  }

  async function idsOfNumber(text: string, agentId: number): Promise<string[]> {
    const key = callerKey(phone.read(text));
    if (key === undefined) {
      throw unreadableNumber();
    }
    const shown = board.ofKey(key, agentId, true).map(({ attempt }) => attempt.callId);
    // The board looks back for some weeks only.
    const rows = await db
      .selectFrom('calls')
      .select('id')
      .where('remote', '=', key)
      .where(sql<boolean>`todo = 1`)
      .orderBy('started_at', 'desc')
      .limit(MAX_OF_NUMBER)
      .execute();
    return [...shown, ...rows.map(({ id }) => id)];
  }

  return {
    mark,
    async many({ ids = [], number, keys = [] }, agent) {
      const ofKeys = keys.flatMap((key) => board.ofKey(key, agent.id, true));
      const ofNumber = number === undefined ? [] : await idsOfNumber(number, agent.id);
      const all = [...ids, ...ofKeys.map(({ attempt }) => attempt.callId), ...ofNumber];
      return mark(all, agent, true);
    },
  };
}

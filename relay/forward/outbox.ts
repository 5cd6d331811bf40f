/** Writes what is to be told to Zammad about a call, in the transaction of the event (rule RF10). */
import type { Phone } from '../../lib/core/phone.ts';
import type { Outbox } from '../calls/ledger.ts';
import type { AgentMapping } from '../config.ts';
import { type ForwardWishes, planForwards } from './plan.ts';
import { createReadTeam } from './team-names.ts';

/**
 * How long something waits that another event may still put right: events of one call overtake
 * each other by fractions of a second, and what Zammad was told cannot be taken back.
 */
const HOLD_MS = 500;

export function createForwardOutbox(options: {
  forward: ForwardWishes;
  agents: readonly AgentMapping[];
  phone: Phone;
  clock: () => number;
  holdMs?: number;
}): Outbox {
  const { forward: wishes, holdMs = HOLD_MS } = options;
  const readTeam = createReadTeam(options);
  return async (trx, { call, changed }) => {
    if (!changed) return;
    const rows = await trx
      .selectFrom('forwards')
      .select(['id', 'kind', 'state', 'body', 'last_error'])
      .where('call_id', '=', call.id)
      .orderBy('id')
      .execute();
    const { stands, fresh } = planForwards(call, rows, { team: await readTeam(trx), wishes });
    const gone = rows.filter((row) => !stands.includes(row)).map(({ id }) => id);
    if (gone.length > 0) await trx.deleteFrom('forwards').where('id', 'in', gone).execute();
    if (fresh.length === 0) return;
    const now = options.clock();
    const values = fresh.map(({ kind, body, hold }) => ({
      call_id: call.id,
      kind,
      body,
      created_at: now,
      attempts: 0,
      next_at: now + (hold ? holdMs : 0),
      state: null,
      last_error: null,
      status: null,
      response: null,
    }));
    await trx.insertInto('forwards').values(values).execute();
  };
}

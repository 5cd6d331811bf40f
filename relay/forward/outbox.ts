/**
 * Decides what is to be told to Zammad about a call, in the transaction of the event.
 *
 * It looks at the whole call, not at the event: so doubled and late events add nothing, a missing
 * `newCall` is invented, and an answer never follows a hang-up. Rules RF1–RF5 of `relay/SPEC.md`.
 */
import type { Transaction } from 'kysely';
import type { Call } from '../../lib/core/call.ts';
import type { Outbox } from '../calls/ledger.ts';
import type { Tables } from '../store/tables.ts';
import { type ForwardKind, forwardBody } from './bodies.ts';

/**
 * What is still to be told, in order.
 * @param told what was told or is waiting
 */
export function missingForwards(call: Call, told: ReadonlySet<string>): ForwardKind[] {
  if (call.direction === 'internal') return [];
  // Zammad needs both sides; without them it is an orphan, held back until they are known.
  const { from, to } = call;
  const bothSides = Object.keys(from).length > 0 && Object.keys(to).length > 0;
  if (!call.announced && !bothSides) return [];
  const kinds: ForwardKind[] = [];
  if (!told.has('newCall')) kinds.push('newCall');
  if (call.answeredAt !== undefined && !told.has('answer') && !told.has('hangup')) {
    kinds.push('answer');
  }
  // Never twice: a second hang-up would mark a missed call as done.
  if (call.state === 'ended' && !told.has('hangup')) kinds.push('hangup');
  return kinds;
}

export function createForwardOutbox(options: {
  agentReference: boolean;
  clock: () => number;
}): Outbox {
  return async (trx, { call, changed }) => {
    if (!changed) return;
    const rows = await trx
      .selectFrom('forwards')
      .select('kind')
      .where('call_id', '=', call.id)
      .execute();
    const kinds = missingForwards(call, new Set(rows.map(({ kind }) => kind)));
    if (kinds.length === 0) return;
    const agent = kinds.includes('answer') ? await answeringAgent(trx, call) : undefined;
    const now = options.clock();
    await trx
      .insertInto('forwards')
      .values(
        kinds.map((kind) => ({
          call_id: call.id,
          kind,
          body: JSON.stringify(
            forwardBody(kind, call, { agentReference: options.agentReference, agent }),
          ),
          created_at: now,
          attempts: 0,
          next_at: now,
          state: null,
          last_error: null,
          status: null,
          response: null,
        })),
      )
      .execute();
  };
}

/** The paired agent whom the telephone system names by login, e-mail or full name. */
async function answeringAgent(
  trx: Transaction<Tables>,
  call: Call,
): Promise<{ userId: number; login: string; name: string } | undefined> {
  const name = call.answeredBy?.name?.trim().toLowerCase();
  if (!name) return undefined;
  const hits = await trx
    .selectFrom('agents')
    .select(['id as userId', 'login', 'name'])
    .where((is) =>
      is.or(
        (['login', 'email', 'name'] as const).map((column) =>
          is(is.fn<string>('lower', [column]), '=', name),
        ),
      ),
    )
    .limit(2)
    .execute();
  return hits.length === 1 ? hits[0] : undefined;
}

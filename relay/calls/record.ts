/** Writes one event: journal row and snapshot. Runs inside the ledger's transaction. */
import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { TrackedCall } from '../../lib/core/call-facts.ts';
import { type Applied, applyEvent } from '../../lib/core/call-machine.ts';
import type { PbxEvent, Verdict } from '../../lib/core/call.ts';
import type { Tables } from '../store/tables.ts';
import { readSnapshot, toColumns } from './snapshots.ts';
import type { Decide } from './verdict.ts';

export interface Recorded {
  /** Journal position. */
  seq: number;
  call: TrackedCall;
  changed: boolean;
  ignored?: Applied['ignored'] | undefined;
  /** What the telephone system is to be told. */
  verdict: Verdict;
  event: PbxEvent;
}

export async function recordEvent(
  trx: Transaction<Tables>,
  input: { event: PbxEvent; raw: string; wording: (verdict: Verdict) => string },
  decide: Decide,
): Promise<Recorded> {
  const { event, raw, wording } = input;
  const known = await findCall(trx, event);
  let applied = applyEvent(known, event, randomUUID);
  let verdict: Verdict = { action: 'continue' };
  if (event.kind === 'new') {
    const repeated = known?.id === applied.call.id && known.announced;
    const first = repeated ? await firstVerdict(trx, known.id) : undefined;
    verdict = first ?? decide(applied.call, event.at);
    if (first === undefined && verdict.action === 'reject') {
      const flags = { ...event.flags, blocked: true };
      applied = applyEvent(known, { ...event, flags }, () => applied.call.id);
    }
  }
  const { call, changed, ignored } = applied;
  const answer = wording(verdict);
  const { seq } = await trx
    .insertInto('events')
    .values({
      connection: event.source,
      kind: event.kind,
      call_id: call.id,
      at: event.at,
      raw,
      answer,
      ignored: ignored ?? null,
      parsed: JSON.stringify(event),
      verdict: JSON.stringify(verdict),
    })
    .returning('seq')
    .executeTakeFirstOrThrow();
  if (changed) {
    const columns = { ...toColumns(call), seq };
    await trx
      .insertInto('calls')
      .values(columns)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
      .execute();
  } else if (call !== known) {
    // Facts that nobody can see yet; the position of the last visible change stays.
    await trx.updateTable('calls').set(toColumns(call)).where('id', '=', call.id).execute();
  }
  return { seq, call, changed, ignored, verdict, event };
}

/** Ids are used again: the newest call of that id is meant. */
async function findCall(
  trx: Transaction<Tables>,
  event: PbxEvent,
): Promise<TrackedCall | undefined> {
  const row = await trx
    .selectFrom('calls')
    .select('snapshot')
    .where('source', '=', event.source)
    .where('native_id', '=', event.callId)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && readSnapshot(row.snapshot);
}

/** What was decided about the first `new` event of the call; rules may have changed since. */
async function firstVerdict(
  trx: Transaction<Tables>,
  callId: string,
): Promise<Verdict | undefined> {
  const row = await trx
    .selectFrom('events')
    .select('verdict')
    .where('call_id', '=', callId)
    .where('kind', '=', 'new')
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  return row?.verdict ? (JSON.parse(row.verdict) as Verdict) : undefined;
}

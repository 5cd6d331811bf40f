/**
 * Makes calls nameless: the call stays and counts, who called does not. A few calls in one short
 * transaction of the ledger. Rules PV4 and PV5.
 */
import { sql, type Transaction } from 'kysely';
import type { TrackedCall } from '../../lib/core/call-facts.ts';
import type { CallChange } from '../calls/changes.ts';
import { noteOwnEvent, storeCall } from '../calls/own-entry.ts';
import type { CallWriter } from '../calls/own-writes.ts';
import { readSnapshot } from '../calls/snapshots.ts';
import { unindex } from '../search/unindex.ts';
import type { Tables } from '../store/tables.ts';
import type { ErasedCounts } from './erased-counts.ts';
import type { NumberTrace } from './number-trace.ts';
import { namesIn, sideOf, stripCall, stripEvent } from './strip.ts';

/** Calls in one transaction: an event of the telephone system must not wait. */
export const BATCH = 10;
/** Of an event that was masked or of which nothing is known any more. */
const NOTHING = '';

type Trx = Transaction<Tables>;

/** @returns ids of those that were made nameless; calls that go on, or are gone, are left out */
export async function eraseCalls(
  writer: Pick<CallWriter, 'amend'>,
  ids: readonly string[],
  of: { trace: NumberTrace; counts: ErasedCounts; now: () => number },
): Promise<string[]> {
  const erased: string[] = [];
  await writer.amend(async (trx) => {
    erased.length = 0;
    const changes: CallChange[] = [];
    const rows = await trx
      .selectFrom('calls')
      .select('snapshot')
      .where('id', 'in', [...ids])
      .where('ended_at', 'is not', null)
      .execute();
    for (const { snapshot } of rows) {
      if (!of.trace.holds(snapshot)) continue;
      changes.push(await eraseCall(trx, readSnapshot(snapshot), of));
    }
    erased.push(...changes.map(({ call }) => call.id));
    await unindex(trx, erased);
    return changes;
  });
  of.counts.add('calls', erased.length);
  return erased;
}

async function eraseCall(
  trx: Trx,
  call: TrackedCall,
  { trace, counts, now }: { trace: NumberTrace; counts: ErasedCounts; now: () => number },
): Promise<CallChange> {
  const at = now();
  const stripped = stripCall(call, trace, at);
  const theirs = sideOf(call, trace);
  const names = namesIn(call, trace);
  const events = await trx
    .selectFrom('events')
    .select(['seq', 'parsed', 'verdict'])
    .where('call_id', '=', call.id)
    .execute();
  for (const { seq, parsed, verdict } of events) {
    const event = parsed === null ? undefined : (JSON.parse(parsed) as Record<string, unknown>);
    if (event && stripped.nativeId !== call.nativeId) event['callId'] = stripped.nativeId;
    await trx
      .updateTable('events')
      .set({
        raw: NOTHING,
        answer: NOTHING,
        parsed: event ? JSON.stringify(stripEvent(event, theirs, trace, names)) : null,
        verdict: verdict === null ? null : trace.without(verdict),
      })
      .where('seq', '=', seq)
      .execute();
  }
  counts.add('events', events.length);
  const notes = await trx
    .deleteFrom('call_notes')
    .where('call_id', '=', call.id)
    .executeTakeFirst();
  counts.add('notes', Number(notes.numDeletedRows));
  // The mark of a removed draft stays, so that a copy that comes late does not bring it back.
  const drafts = await trx
    .updateTable('drafts')
    .set({ content: '', kept_at: sql<number>`max(kept_at, ${at})` })
    .where('call_id', '=', call.id)
    .where('content', '!=', '')
    .executeTakeFirst();
  counts.add('drafts', Number(drafts.numUpdatedRows));
  await endForwards(trx, call.id, counts);
  const event = { source: call.source, kind: 'update', callId: stripped.nativeId, at } as const;
  const seq = await noteOwnEvent(trx, call.id, event);
  await storeCall(trx, stripped, seq);
  return { seq, call: stripped };
}

/** What Zammad was told stays told; what waits is not told any more. */
async function endForwards(trx: Trx, callId: string, counts: ErasedCounts): Promise<void> {
  const ended = await trx
    .updateTable('forwards')
    .set({ state: 'given-up' })
    .where('call_id', '=', callId)
    .where('state', 'is', null)
    .executeTakeFirst();
  counts.add('forwardsWaiting', Number(ended.numUpdatedRows));
  const emptied = await trx
    .updateTable('forwards')
    .set({ body: '[]', response: null, last_error: 'erased' })
    .where('call_id', '=', callId)
    .executeTakeFirst();
  counts.add('forwards', Number(emptied.numUpdatedRows) - Number(ended.numUpdatedRows));
}

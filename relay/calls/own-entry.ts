/** Journal rows that no telephone system sent: what we say about a call ourselves. */
import type { Transaction } from 'kysely';
import type { TrackedCall } from '../../lib/core/call-facts.ts';
import type { PbxEvent } from '../../lib/core/call.ts';
import type { JournalMask } from '../journal/mask.ts';
import type { Tables } from '../store/tables.ts';
import { toColumns } from './snapshots.ts';

export async function storeCall(
  trx: Transaction<Tables>,
  call: TrackedCall,
  seq: number,
): Promise<void> {
  const columns = { ...toColumns(call), seq };
  await trx
    .insertInto('calls')
    .values(columns)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
}

/** @returns its position in the journal */
export async function noteOwnEvent(
  trx: Transaction<Tables>,
  callId: string,
  event: PbxEvent,
  mask?: JournalMask,
): Promise<number> {
  const { seq } = await trx
    .insertInto('events')
    .values({
      connection: event.source,
      kind: event.kind,
      call_id: callId,
      at: event.at,
      raw: '',
      answer: '',
      ignored: null,
      parsed: JSON.stringify(mask?.event(event) ?? event),
      verdict: JSON.stringify({ action: 'continue' }),
    })
    .returning('seq')
    .executeTakeFirstOrThrow();
  return seq;
}

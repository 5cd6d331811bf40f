/** What was told in answer to the first `new` event of a call: repetitions of it are answered alike. */
import type { Kysely } from 'kysely';
import type { Verdict } from '../../lib/core/call.ts';
import type { Tables } from '../store/tables.ts';

/** @returns undefined for an unknown call, or one of the first release */
export async function readFirstVerdict(
  db: Kysely<Tables>,
  callId: string,
): Promise<{ seq: number; verdict: Verdict } | undefined> {
  const row = await db
    .selectFrom('events')
    .select(['seq', 'verdict'])
    .where('call_id', '=', callId)
    .where('kind', '=', 'new')
    .where('verdict', 'is not', null)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  if (!row?.verdict) return undefined;
  return { seq: row.seq, verdict: JSON.parse(row.verdict) as Verdict };
}

/**
 * A verdict that came after the event was stored. The one thing of the journal that is ever
 * corrected, before the telephone system is answered.
 * @param answer what it is told
 */
export async function storeVerdict(
  db: Kysely<Tables>,
  seq: number,
  { verdict, answer }: { verdict: Verdict; answer: string },
): Promise<void> {
  await db
    .updateTable('events')
    .set({ verdict: JSON.stringify(verdict), answer })
    .where('seq', '=', seq)
    .execute();
}

/**
 * Calls that go on under another id of the telephone system: a hand-over of sipgate gets a new
 * call id and names the first one (`prevCallId`). Rule RD12 of `relay/SPEC.md`.
 *
 * `call_links` holds what was said, as pairs of our ids. A call that was named but not heard of yet
 * stands there as `connection native-id`, until it is.
 */
import type { Transaction } from 'kysely';
import { linkCall } from '../../lib/core/call-machine.ts';
import type { TrackedCall } from '../../lib/core/call-facts.ts';
import type { Call, PbxEvent } from '../../lib/core/call.ts';
import type { Tables } from '../store/tables.ts';
import { findCall } from './find-call.ts';
import { readSnapshot } from './snapshots.ts';

type Trx = Transaction<Tables>;

/** A call handed on more often than this is a loop of the telephone system. */
const MAX_CHAIN = 50;

/**
 * @param call as it is stored, after `event`
 * @param fresh it was not known before
 * @returns the calls that look different now, to be stored
 */
export async function linkCalls(
  trx: Trx,
  { event, call, fresh }: { event: PbxEvent; call: TrackedCall; fresh: boolean },
): Promise<TrackedCall[]> {
  const chains: TrackedCall[][] = [];
  if (fresh && (await adopt(trx, call))) chains.push(await chainOf(trx, call.id));
  const first = await nameFirst(trx, event, call);
  if (first !== undefined) chains.push(await chainOf(trx, first));
  // Who handed it over, and after how long, may be told late.
  const { transferredFrom, transferredTo } = call;
  if (transferredTo !== undefined) chains.push([call, ...(await readCalls(trx, [transferredTo]))]);
  if (transferredFrom !== undefined) {
    chains.push([...(await readCalls(trx, [transferredFrom])), call]);
  }
  const now = new Map<string, TrackedCall>();
  for (const chain of chains) {
    for (const one of chain) if (!now.has(one.id)) now.set(one.id, one);
  }
  const changed = new Set<string>();
  const link = (id: string, about: Parameters<typeof linkCall>[1]) => {
    const applied = linkCall(now.get(id) as TrackedCall, about);
    now.set(id, applied.call);
    if (applied.changed) changed.add(id);
  };
  for (const chain of chains) {
    for (const [index, { id: before }] of chain.entries()) {
      const after = chain[index + 1]?.id;
      if (after === undefined) break;
      link(before, { to: after });
      link(after, { from: before, ...handedOver(now.get(before), now.get(after)) });
    }
  }
  return [...changed].map((id) => now.get(id) as TrackedCall);
}

/** Removes what was said about calls that are no more. */
export async function purgeLinks(trx: Trx, ids: readonly string[]): Promise<void> {
  await trx.deleteFrom('call_links').where('from_id', 'in', ids).execute();
  await trx.deleteFrom('call_links').where('to_id', 'in', ids).execute();
}

/** @returns the first call of the chain (our id, or how it is awaited), when it was named just now */
async function nameFirst(
  trx: Trx,
  { source, callId, prevCallId }: PbxEvent,
  call: Call,
): Promise<string | undefined> {
  if (prevCallId === undefined || prevCallId === '' || prevCallId === callId) return undefined;
  const first = (await findCall(trx, source, prevCallId))?.id ?? awaited(source, prevCallId);
  const back = await trx
    .selectFrom('call_links')
    .select('to_id')
    .where('from_id', '=', call.id)
    .where('to_id', '=', first)
    .executeTakeFirst();
  // Each continues the other: nonsense, of which the first half stands.
  if (back) return undefined;
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('call_links')
    .values({ from_id: first, to_id: call.id })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows ? first : undefined;
}

/** @returns whether calls were waiting for this one */
async function adopt(trx: Trx, { id, source, nativeId }: Call): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('call_links')
    .set({ from_id: id })
    .where('from_id', '=', awaited(source, nativeId))
    .executeTakeFirst();
  return numUpdatedRows > 0;
}

/** The first call and all that name it, in order: sipgate names the first one with every hand-over. */
async function chainOf(trx: Trx, first: string): Promise<TrackedCall[]> {
  const rows = await trx
    .selectFrom('call_links')
    .select('to_id')
    .where('from_id', '=', first)
    .limit(MAX_CHAIN)
    .execute();
  const later = await readCalls(
    trx,
    rows.map(({ to_id }) => to_id).filter((id) => id !== first),
  );
  later.sort((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1));
  return [...(await readCalls(trx, [first])), ...later];
}

async function readCalls(trx: Trx, ids: readonly string[]): Promise<TrackedCall[]> {
  if (ids.length === 0) return [];
  const rows = await trx.selectFrom('calls').select('snapshot').where('id', 'in', ids).execute();
  return rows.map(({ snapshot }) => readSnapshot(snapshot));
}

/** Who talked when the call went on. */
function handedOver(
  before: Call | undefined,
  after: Call | undefined,
): { handedOver?: NonNullable<Call['handedOver']> } {
  const talker = before?.talkers.findLast(({ fromAt }) => fromAt <= (after?.startedAt ?? 0));
  if (!talker || !after) return {};
  const untilAt = Math.min(after.startedAt, talker.toAt ?? Infinity);
  return {
    handedOver: { party: talker.party, talkedMs: Math.max(0, untilAt - talker.fromAt) },
  };
}

function awaited(source: string, nativeId: string): string {
  return `${source} ${nativeId}`;
}

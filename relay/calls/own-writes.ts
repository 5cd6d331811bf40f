/**
 * Changes of calls that agents or we ourselves make, beside what telephone systems tell. They are in
 * the journal like every other change. Run inside the ledger's transaction. Rules WS3, WS7 of
 * `relay/SPEC-workspace.md`.
 */
import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { newestAt, type TrackedCall } from '../../lib/core/call-facts.ts';
import { applyEvent } from '../../lib/core/call-machine.ts';
import type { Call, PbxEvent } from '../../lib/core/call.ts';
import { isDone } from '../../lib/core/missed-board.ts';
import type { JournalMask } from '../journal/mask.ts';
import type { Tables } from '../store/tables.ts';
import type { CallChange } from './changes.ts';
import { findCall } from './find-call.ts';
import { noteOwnEvent, storeCall } from './own-entry.ts';
import { readSnapshot } from './snapshots.ts';

export interface MarkInput {
  callId: string;
  done: boolean;
  /** Name of the agent who says so; absent: we conclude it. */
  by?: string | undefined;
  /** By our clock. */
  at: number;
  /** Asked with the call as it is then. */
  onlyIf?: ((call: Call) => boolean) | undefined;
}

/** What agents and the board may change. */
export interface CallWriter {
  /** Resolves after the commit. @returns undefined when nothing changed: unknown, not over, or so already */
  mark(input: MarkInput): Promise<Call | undefined>;
  /**
   * Writes a whole call at once. `events` are of one call, in order.
   * @returns the call, and whether it is new; one of that native id that exists stays as it is
   */
  enter(events: readonly PbxEvent[]): Promise<{ call: Call; fresh: boolean }>;
  /**
   * Runs `write` in the order of all other writes, in one transaction that must be short; followers
   * are told of the calls it changed, each with a journal position of its own.
   */
  amend(write: (trx: Transaction<Tables>) => Promise<readonly CallChange[]>): Promise<void>;
}

export async function markCall(
  trx: Transaction<Tables>,
  { callId, done, by, at, onlyIf }: MarkInput,
): Promise<CallChange | undefined> {
  const row = await trx
    .selectFrom('calls')
    .select('snapshot')
    .where('id', '=', callId)
    .executeTakeFirst();
  const known = row && readSnapshot(row.snapshot);
  if (!known || known.state !== 'ended' || isDone(known) === done) return undefined;
  if (onlyIf && !onlyIf(known)) return undefined;
  const event: PbxEvent = {
    source: known.source,
    kind: 'update',
    callId: known.nativeId,
    // After all that was heard and said of the call, whatever our clock says.
    at: Math.max(at, newestAt(known.facts), (known.mark?.at ?? 0) + 1),
    mark: { done, ...(by !== undefined && { by }) },
  };
  const { call, changed } = applyEvent(known, event, randomUUID);
  if (!changed) return undefined;
  const seq = await noteOwnEvent(trx, call.id, event);
  await storeCall(trx, call, seq);
  return { seq, call };
}

export async function enterCall(
  trx: Transaction<Tables>,
  events: readonly PbxEvent[],
  mask?: JournalMask,
): Promise<{ change: CallChange; fresh: boolean }> {
  const [first] = events;
  if (!first) throw new Error('a call without events');
  const known = await findCall(trx, first.source, first.callId);
  if (known) return { change: { seq: 0, call: known }, fresh: false };
  let call: TrackedCall | undefined;
  let seq = 0;
  for (const event of events) {
    call = applyEvent(call, event, randomUUID).call;
    seq = await noteOwnEvent(trx, call.id, event, mask);
  }
  const entered = { ...(call as TrackedCall), version: 1 };
  await storeCall(trx, entered, seq);
  return { change: { seq, call: entered }, fresh: true };
}

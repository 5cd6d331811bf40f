/** Writes one event: journal row and snapshot. Runs inside the ledger's transaction. */
import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { TrackedCall } from '../../lib/core/call-facts.ts';
import { type Applied, applyEvent } from '../../lib/core/call-machine.ts';
import type { PbxEvent, Verdict } from '../../lib/core/call.ts';
import type { JournalMask } from '../journal/mask.ts';
import type { Tables } from '../store/tables.ts';
import { lateOfErased } from './erased.ts';
import { findCall } from './find-call.ts';
import { readFirstVerdict } from './first-verdict.ts';
import { linkCalls } from './links.ts';
import { noteOwnEvent, storeCall } from './own-entry.ts';
import { toColumns } from './snapshots.ts';
import { steadyTime } from './steady-time.ts';
import type { Decide } from '../policy/verdict.ts';

export interface EventInput {
  event: PbxEvent;
  /** As received, for the journal; at most 64 kB. */
  raw: string;
  /** How the verdict is worded for this telephone system, secrets left out: for the journal. */
  wording: (verdict: Verdict) => string;
  /**
   * Does the answer say this verdict, other than `continue`? Absent: yes. A caller counts as blocked
   * only when the telephone system was told to turn them away.
   */
  told?: ((verdict: Verdict) => boolean) | undefined;
}

export interface Recorded {
  /** Journal position. */
  seq: number;
  call: TrackedCall;
  changed: boolean;
  ignored?: Applied['ignored'] | undefined;
  /** What the telephone system is to be told. */
  verdict: Verdict;
  event: PbxEvent;
  /** Other calls that look different because of it, each with its own position after `seq`. */
  linked: { seq: number; call: TrackedCall }[];
}

export async function recordEvent(
  trx: Transaction<Tables>,
  input: EventInput,
  decide: Decide,
  /** What the journal may hold; the call itself stays as it is. */
  mask?: JournalMask,
  /** Our clock; absent: the times of events are believed. */
  now?: number,
): Promise<Recorded> {
  const { raw, wording } = input;
  const known = await findCall(trx, input.event.source, input.event.callId);
  const own = input.event.end?.guessed === true;
  const { at, shiftMs } = steadyTime({ at: input.event.at, own }, known, now);
  const event = at === input.event.at ? input.event : { ...input.event, at };
  let applied = applyEvent(known, event, randomUUID);
  let verdict: Verdict = { action: 'continue' };
  let told = true;
  if (event.kind === 'new') {
    const repeated = known?.id === applied.call.id && known.announced;
    const first = repeated ? (await readFirstVerdict(trx, known.id))?.verdict : undefined;
    // By what was asked alone: events that overtook it must not change the answer.
    const asked = applyEvent(undefined, event, () => applied.call.id).call;
    const decided = first ?? decide(asked, event.at);
    told = decided.action === 'continue' || (input.told?.(decided) ?? true);
    if (told) verdict = decided;
    if (first === undefined && verdict.action === 'reject') {
      const flags = { ...event.flags, blocked: true };
      applied = applyEvent(known, { ...event, flags }, () => applied.call.id);
    }
  }
  const late = lateOfErased(known, applied.call.id, event);
  if (late) applied = applyEvent(known, late, randomUUID);
  const { changed, ignored } = applied;
  const shifted = shiftMs !== (applied.call.shiftMs ?? 0);
  const call = shifted ? { ...applied.call, shiftMs } : applied.call;
  const answer = wording(verdict);
  const { seq } = await trx
    .insertInto('events')
    .values({
      connection: event.source,
      kind: event.kind,
      call_id: call.id,
      at: event.at,
      raw: late ? '' : (mask?.text(raw, event) ?? raw),
      answer: late ? '' : (mask?.text(answer, event) ?? answer),
      ignored: ignored ?? null,
      parsed: JSON.stringify(late ?? mask?.event(event) ?? event),
      // What nobody was told is no answer that a repetition must get, too.
      verdict: told ? JSON.stringify(verdict) : null,
    })
    .returning('seq')
    .executeTakeFirstOrThrow();
  if (changed) await storeCall(trx, call, seq);
  // Facts that nobody can see yet; the position of the last visible change stays.
  else if (call !== known) {
    await trx.updateTable('calls').set(toColumns(call)).where('id', '=', call.id).execute();
  }
  const linked: Recorded['linked'] = [];
  if (changed || event.prevCallId !== undefined) {
    const fresh = call.id !== known?.id;
    for (const one of await linkCalls(trx, { event, call, fresh })) {
      linked.push({ seq: await noteLink(trx, one, event), call: one });
    }
  }
  return { seq, call, changed, ignored, verdict, event, linked };
}

/** A call that looks different because of an event about another one has a journal row of its own. */
async function noteLink(
  trx: Transaction<Tables>,
  call: TrackedCall,
  { source, at }: PbxEvent,
): Promise<number> {
  const event: PbxEvent = { source, kind: 'update', callId: call.nativeId, at };
  const seq = await noteOwnEvent(trx, call.id, event);
  await storeCall(trx, call, seq);
  return seq;
}

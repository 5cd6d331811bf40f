/**
 * The call machine: one event in, the whole call out. Pure; rules CM* of `SPEC.md`.
 *
 * It never throws: an event that comes late, twice or out of order is `ignored` with a reason.
 */
import { type CallLink, joinFacts, type TrackedCall } from './call-facts.ts';
import { deriveCall } from './call-state.ts';
import type { Call, PbxEvent } from './call.ts';
import { canonical } from './claims.ts';

/**
 * Systems use a call id again (counters, tests by hand). A `new` event for a call that ended longer
 * ago than this begins another call, unless the sender is known not to (`uniqueId`); a shorter
 * time is a repetition.
 */
export const REUSE_AFTER_MS = 60_000;

export interface Applied {
  call: TrackedCall;
  /** Somebody can see a difference; `version` was raised. */
  changed: boolean;
  /** Why nothing changed: the same was told before, or the call was over. */
  ignored?: 'doubled' | 'late';
}

/**
 * @param call the call as it is, undefined for an unknown one
 * @param newId makes the id of a new call
 * @returns `call` is the given object itself when the event told nothing new at all
 */
export function applyEvent(
  call: TrackedCall | undefined,
  event: PbxEvent,
  newId: () => string,
): Applied {
  const known = call && begunAnew(call, event) ? undefined : call;
  const facts = joinFacts(known?.facts, event);
  if (known && facts === known.facts) return { call: known, changed: false, ignored: why(known) };
  if (!known) {
    const { source, callId: nativeId } = event;
    const fresh = { id: newId(), source, nativeId, version: 1, ...deriveCall(facts), facts };
    return { call: fresh, changed: true };
  }
  return renewed(known, facts);
}

/**
 * Tells a call which call it goes on from or in. Same link twice changes nothing.
 *
 * @param link replaces what was known, name by name
 */
export function linkCall(call: TrackedCall, link: CallLink): Applied {
  const facts = { ...call.facts, link: { ...call.facts.link, ...link } };
  if (canonical(facts) === canonical(call.facts)) return { call, changed: false };
  return renewed(call, facts);
}

function renewed(known: TrackedCall, facts: TrackedCall['facts']): Applied {
  const { id, source, nativeId, version, shiftMs } = known;
  const same = { id, source, nativeId, version };
  const next: TrackedCall = { ...same, ...deriveCall(facts), facts };
  if (shiftMs !== undefined) next.shiftMs = shiftMs;
  if (visible(next) === visible(known)) return { call: next, changed: false, ignored: why(known) };
  return { call: { ...next, version: version + 1 }, changed: true };
}

function begunAnew(call: Call, event: PbxEvent): boolean {
  return (
    event.kind === 'new' &&
    event.uniqueId !== true &&
    call.endedAt !== undefined &&
    event.at - call.endedAt > REUSE_AFTER_MS
  );
}

function visible({ facts: _1, version: _2, shiftMs: _3, ...rest }: TrackedCall): string {
  return canonical(rest);
}

function why(call: Call): 'doubled' | 'late' {
  return call.state === 'ended' ? 'late' : 'doubled';
}

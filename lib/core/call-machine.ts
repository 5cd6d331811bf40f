/**
 * The call machine: one event in, the whole call out. Pure; rules CM* of `SPEC.md`.
 *
 * It never throws: an event that comes late, twice or out of order is `ignored` with a reason.
 */
import { canonical, joinFacts, type TrackedCall } from './call-facts.ts';
import { deriveCall } from './call-state.ts';
import type { Call, PbxEvent } from './call.ts';

/**
 * Systems use a call id again (counters, tests by hand). A `new` event for a call that ended longer
 * ago than this begins another call; a shorter time is a repetition.
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
  const derived = deriveCall(facts);
  if (!known) {
    const { source, callId: nativeId } = event;
    const fresh: TrackedCall = { id: newId(), source, nativeId, version: 1, ...derived, facts };
    return { call: fresh, changed: true };
  }
  const { id, source, nativeId, version } = known;
  const next: TrackedCall = { id, source, nativeId, version, ...derived, facts };
  if (visible(next) === visible(known)) return { call: next, changed: false, ignored: why(known) };
  return { call: { ...next, version: version + 1 }, changed: true };
}

function begunAnew(call: Call, event: PbxEvent): boolean {
  return (
    event.kind === 'new' && call.endedAt !== undefined && event.at - call.endedAt > REUSE_AFTER_MS
  );
}

function visible({ facts: _facts, version: _version, ...rest }: TrackedCall): string {
  return canonical(rest);
}

function why(call: Call): 'doubled' | 'late' {
  return call.state === 'ended' ? 'late' : 'doubled';
}

/**
 * One line of time for each call, whatever the clocks do: the telephone system's may be an hour or
 * a year off, ours may be set back or forward in mid-call. Rule RD11 of `relay/SPEC.md`.
 */
import { newestAt, type TrackedCall } from '../../lib/core/call-facts.ts';

/**
 * A time that differs by more from what is likely comes from a wrong clock. Less is a clock that is
 * a little off, or an event that took its time.
 */
const TOLERANCE_MS = 120_000;
/** As far as this an event's time is our own clock's: the moment of receipt. */
const RECEIPT_MS = 1_000;

export interface SteadyTime {
  at: number;
  /** What to add to later events of this call. */
  shiftMs: number;
}

/**
 * @param event `own`: we say so ourselves, by our own clock
 * @param known the call so far
 * @param now our clock; absent: the times of events are believed as long as they go on
 */
export function steadyTime(
  event: { at: number; own: boolean },
  known: TrackedCall | undefined,
  now?: number,
): SteadyTime {
  const newest = known === undefined ? undefined : newestAt(known.facts);
  const shiftMs = known?.shiftMs ?? 0;
  const said = isTime(event.at) ? Math.round(event.at) : (now ?? newest ?? 0);
  // What we conclude comes after all that was heard, else it would conclude nothing.
  if (event.own) return { at: Math.max(said, newest ?? said), shiftMs };

  const likely = Math.max(now ?? said, newest ?? -Infinity);
  const setBack = now !== undefined && newest !== undefined && newest > now + RECEIPT_MS;
  const received = now !== undefined && Math.abs(said - now) <= RECEIPT_MS;
  for (const shift of shiftMs === 0 ? [0] : [shiftMs, 0]) {
    const at = said + shift;
    const behind = setBack && received && newest !== undefined && at < newest;
    if (Math.abs(at - likely) <= TOLERANCE_MS && !behind) return { at, shiftMs: shift };
  }
  return { at: likely, shiftMs: likely - said };
}

/** A date there is (years 1970 to 9999). */
function isTime(at: number): boolean {
  return Number.isFinite(at) && at >= 0 && at < 253_402_300_800_000;
}

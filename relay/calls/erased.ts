/** News of a call whose person was erased: it must not bring them back. Rule PV5 of `relay/privacy/SPEC-privacy.md`. */
import type { TrackedCall } from '../../lib/core/call-facts.ts';
import type { PbxEvent } from '../../lib/core/call.ts';

/**
 * @param callId our id of the call that the event belongs to
 * @returns the event without anybody in it; undefined: it is about another call
 */
export function lateOfErased(
  known: TrackedCall | undefined,
  callId: string,
  { source, kind, callId: nativeId, at, direction, seq, end, flags }: PbxEvent,
): PbxEvent | undefined {
  if (known?.id !== callId || known.facts?.erasedAt === undefined) return undefined;
  return {
    source,
    kind,
    callId: nativeId,
    at,
    ...(direction && { direction }),
    ...(seq !== undefined && { seq }),
    ...(end && { end }),
    ...(flags && { flags }),
  };
}

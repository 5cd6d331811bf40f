/**
 * Ends with an id that nobody announced: one sender guesses its ids from the clock and sometimes
 * guesses two for one call, which then would ring for ever. Source: issues of Mancy/Zammad_3CX.
 */
import type { Call, PbxEvent } from '../../../lib/core/call.ts';

const MAX_KNOWN = 5_000;

export interface StrayEnds {
  /** @returns the id of the call that the event is about; its own, unless it is a stray end */
  idOf(event: PbxEvent): Promise<string>;
}

/**
 * An id made of the caller's number and perhaps a minute, as that sender makes them. Any other
 * stranger is a call of its own: its announcement may only be late.
 */
function isGuess(id: string, caller: string): boolean {
  return id.startsWith(caller) && /^\d+$/.test(id);
}

/** @param openCalls calls of this connection that are not over */
export function createStrayEnds(openCalls?: () => Promise<Call[]>): StrayEnds {
  /** Which call an id stands for. */
  const known = new Map<string, string>();

  function remember(id: string, callId: string): string {
    known.delete(id);
    known.set(id, callId);
    for (const oldest of known.keys()) {
      if (known.size <= MAX_KNOWN) break;
      known.delete(oldest);
    }
    return callId;
  }

  return {
    async idOf({ kind, callId, direction, from }) {
      const caller = direction === 'in' ? from?.e164 : undefined;
      // Announced under this id: then it is its own.
      if (kind === 'new') return remember(callId, callId);
      const before = known.get(callId);
      if (before !== undefined) return before;
      if (kind !== 'hangup' || caller === undefined || !isGuess(callId, caller) || !openCalls) {
        return remember(callId, callId);
      }
      const calls = await openCalls().catch(() => []);
      if (calls.some(({ nativeId }) => nativeId === callId)) return remember(callId, callId);
      const ringing = calls.filter(
        (call) =>
          call.state !== 'talking' &&
          call.direction === 'in' &&
          call.from.e164 === caller &&
          isGuess(call.nativeId, caller),
      );
      return remember(callId, ringing.length === 1 ? ringing[0]!.nativeId : callId);
    },
  };
}

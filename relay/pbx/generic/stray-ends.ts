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

/** @param openCalls calls of this connection that are not over */
export function createStrayEnds(openCalls?: () => Promise<Call[]>): StrayEnds {
  const known = new Set<string>();

  function remember(id: string): void {
    known.delete(id);
    known.add(id);
    for (const oldest of known) {
      if (known.size <= MAX_KNOWN) break;
      known.delete(oldest);
    }
  }

  return {
    async idOf({ kind, callId, direction, from }) {
      const caller = direction === 'in' ? from?.e164 : undefined;
      if (kind !== 'hangup' || caller === undefined || known.has(callId) || !openCalls) {
        remember(callId);
        return callId;
      }
      const calls = await openCalls().catch(() => []);
      remember(callId);
      if (calls.some(({ nativeId }) => nativeId === callId)) return callId;
      const ringing = calls.filter(
        (call) => call.state !== 'talking' && call.direction === 'in' && call.from.e164 === caller,
      );
      return ringing.length === 1 ? ringing[0]!.nativeId : callId;
    },
  };
}

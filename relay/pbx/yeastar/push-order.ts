/**
 * Pushes carry no order and are repeated after an error: one that tells what was true before is
 * known by what cannot come back. An answered caller does not hear it ring again, a phone that talks
 * does not ring before it left, and a call that is over stays over (call ids are not used again).
 */
import type { CallStateMessage } from './message.ts';

export interface PushOrder {
  /** @returns true for a push that is older than one before it; then it tells nothing */
  isOld(state: CallStateMessage): boolean;
  /** The call is over by its record. */
  isOver(callId: string): void;
}

interface Progress {
  taken: boolean;
  over: boolean;
  talking: ReadonlySet<string>;
}

const NONE: Progress = { taken: false, over: false, talking: new Set() };
const RINGS = new Set(['RING', 'ALERT', 'EARLYMEDIA']);
const TALKS = new Set(['ANSWER', 'ANSWERED', 'HOLD']);
const MAX_CALLS = 2_000;

export function createPushOrder(): PushOrder {
  const calls = new Map<string, Progress>();

  function remember(callId: string, progress: Progress): void {
    calls.delete(callId);
    calls.set(callId, progress);
    for (const oldest of calls.keys()) {
      if (calls.size <= MAX_CALLS) break;
      calls.delete(oldest);
    }
  }

  return {
    isOld({ call_id: callId, members }) {
      const before = calls.get(callId) ?? NONE;
      const outside = members.flatMap(({ inbound, outbound }) => {
        const status = (inbound ?? outbound)?.member_status;
        return status ? [status] : [];
      });
      const phones = members.flatMap(({ extension }) =>
        extension?.number ? [[extension.number, extension.member_status ?? ''] as const] : [],
      );
      const over = outside.includes('BYE');
      if (before.over && !over) return true;
      if (before.taken && outside.some((status) => RINGS.has(status))) return true;
      if (phones.some(([number, status]) => RINGS.has(status) && before.talking.has(number))) {
        return true;
      }
      remember(callId, {
        over,
        taken: before.taken || outside.some((status) => TALKS.has(status)),
        talking: new Set(phones.flatMap(([number, status]) => (TALKS.has(status) ? [number] : []))),
      });
      return false;
    },
    isOver: (callId) => remember(callId, { ...(calls.get(callId) ?? NONE), over: true }),
  };
}

/** Calls for tests. */
import type { Call } from '../../../lib/core/call.ts';
import { ringingCall } from '../../../tests/core/ringing-call.ts';

export const CALLER = '4930609854180';
export const LINE = '493012300';

/** An incoming call that rings; `more` overrides. */
export function ringing(id: string, more: Partial<Call> = {}): Call {
  return ringingCall({
    id,
    nativeId: id,
    from: { raw: CALLER, e164: CALLER },
    to: { raw: LINE, e164: LINE },
    startedAt: 1_000_000_000_000,
    ...more,
  });
}

/** It rings at these people. */
export function ringingAt(id: string, ...names: string[]): Call {
  const parties = names.map((name) => ({ name }));
  return ringing(id, { ringing: parties, everRang: parties });
}

/** The same call, taken by somebody. */
export function answered(call: Call, name: string, at = call.startedAt + 5_000): Call {
  const party = { name };
  return {
    ...call,
    version: call.version + 1,
    state: 'talking',
    ringing: [],
    answeredBy: party,
    talkers: [...call.talkers, { party, fromAt: at }],
    answeredAt: at,
  };
}

/** The same call, over. */
export function ended(call: Call, at = call.startedAt + 60_000): Call {
  return {
    ...call,
    version: call.version + 1,
    state: 'ended',
    ringing: [],
    endedAt: at,
    cause: 'normalClearing',
    missed: call.direction === 'in' && call.answeredAt === undefined,
  };
}

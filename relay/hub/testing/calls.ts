/** Calls for tests. */
import type { Call } from '../../../lib/core/call.ts';

export const CALLER = '4930609854180';
export const LINE = '493012300';

/** An incoming call that rings; `more` overrides. */
export function ringing(id: string, more: Partial<Call> = {}): Call {
  return {
    id,
    source: 'main',
    nativeId: id,
    version: 1,
    direction: 'in',
    state: 'ringing',
    from: { raw: CALLER, e164: CALLER },
    to: { raw: LINE, e164: LINE },
    ringing: [],
    everRang: [],
    talkers: [],
    startedAt: 1_000_000_000_000,
    missed: false,
    voicemail: false,
    forwarded: false,
    blocked: false,
    endGuessed: false,
    announced: true,
    ...more,
  };
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

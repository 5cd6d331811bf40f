import type { AgentCall } from '../../lib/core/agent-call.ts';

/** A ringing call from Ida Plus of the sandbox, with what a test wants different. For tests. */
export function sampleCall(more: Partial<AgentCall> = {}): AgentCall {
  const { remote, ...rest } = more;
  return {
    id: 'c1',
    version: 1,
    direction: 'in',
    state: 'ringing',
    line: { number: '+493012300', label: 'Support' },
    remote: {
      number: '+4930609854180',
      display: '+49 30 609854180',
      withheld: false,
      internal: false,
      matches: [],
      ...remote,
    },
    ringing: ['Alice Agent'],
    mine: false,
    startedAt: 1_795_258_000_000,
    missed: false,
    forwarded: false,
    voicemail: false,
    done: false,
    ...rest,
  };
}

/** The relay's index knows Ida. */
export const IDA = {
  userId: 9,
  name: 'Ida Plus',
  organization: 'Kranbau Plus',
  reason: { kind: 'exact', detail: 'phone' },
  weight: 100,
} as const;

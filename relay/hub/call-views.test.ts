import { describe, expect, it } from 'vitest';
import type { AgentCall, Match } from '../../lib/core/agent-call.ts';
import type { Team } from '../policy/team.ts';
import { createCallViews } from './call-views.ts';
import { CALLER, ringing } from './testing/calls.ts';

const IDA: Match = { userId: 7, name: 'Ida Plus', reason: { kind: 'exact' }, weight: 100 };

/** A team in which nobody is on the phone; projections only say what they were given. */
function views(matches: () => Match[]) {
  let projected = 0;
  const rules = {
    projector: {
      lookupNumber: () => CALLER,
      concerned: () => new Set<number>(),
      project: (_call: unknown, _agent: number, given: { version: number; matches: Match[] }) => {
        projected += 1;
        return { version: given.version, remote: { matches: given.matches } } as AgentCall;
      },
    },
  };
  const team = { rules: () => rules } as unknown as Team;
  const made = createCallViews({ team, directory: { lookup: matches } });
  return { ...made, projections: () => projected };
}

describe('HB10: the version that is shown', () => {
  it('rises with the call and with its matches, never the other way round', () => {
    let found: Match[] = [];
    const { view, rematch } = views(() => found);
    const call = ringing('c1', { version: 2 });
    expect(view(call, 3).version).toBe(2_000);
    expect(rematch(call)).toBe(false);
    found = [IDA];
    expect(rematch(call)).toBe(true);
    expect(view(call, 3)).toMatchObject({ version: 2_001, remote: { matches: [IDA] } });
    expect(view({ ...call, version: 3 }, 3).version).toBe(3_001);
  });
  it('stays below the next version of the call however often people change', () => {
    let turn = 0;
    const { view, rematch } = views(() => [{ ...IDA, weight: turn % 100 }]);
    const call = ringing('c1', { version: 1 });
    for (turn = 1; turn <= 1_500; turn += 1) rematch(call);
    expect(view(call, 3).version).toBe(1_999);
  });
});

describe('HB11: one projection for all who see the same', () => {
  it('is made once for a thousand agents', () => {
    const { bodies, projections } = views(() => [IDA]);
    const body = bodies(ringing('c1'));
    const texts = new Set(Array.from({ length: 1_000 }, (_, agent) => body(agent)));
    expect(texts.size).toBe(1);
    expect(projections()).toBe(1);
  });
});

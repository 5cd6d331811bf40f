import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sampleCall } from '../../../tests/background/sample-call.ts';
import type { AgentCall } from '../agent-call.ts';
import { OPEN_WHATS } from '../settings.ts';
import { decide, FRESH_MS, type RuleFacts } from './decide.ts';
import { type CallMoment, momentAt, momentOf, reachedWith } from './moment.ts';

const state = fc.constantFrom<AgentCall['state']>('queued', 'ringing', 'talking', 'ended');
const call = fc
  .record({
    state,
    mine: fc.boolean(),
    direction: fc.constantFrom<AgentCall['direction']>('in', 'out', 'internal'),
    ringing: fc.constantFrom<string[]>([], ['Bob'], ['Alice Agent']),
    manual: fc.boolean(),
    age: fc.integer({ min: -5_000, max: 60_000 }),
  })
  .map(({ age, ...more }) => sampleCall({ ...more, startedAt: 1_000_000 - age }));
const counts = fc.record({
  none: fc.constantFrom(...OPEN_WHATS),
  one: fc.constantFrom(...OPEN_WHATS),
  several: fc.constantFrom(...OPEN_WHATS),
});
const moments = fc.record({ ring: counts, answer: counts, click: counts });
const rules = fc.record({ in: moments, out: moments });
const facts: fc.Arbitrary<RuleFacts> = fc.record({
  now: fc.constant(1_000_000),
  quiet: fc.boolean(),
  lead: fc.boolean(),
  zammadOpens: fc.boolean(),
  hadIt: fc.boolean(),
  opened: fc.constantFrom(undefined, 'hand' as const, ...OPEN_WHATS),
});

it('RU2: however often and in which order frames come, each moment opens at most once', () => {
  fc.assert(
    fc.property(fc.array(call, { maxLength: 30 }), (frames) => {
      let reached: CallMoment[] | undefined;
      const opened: CallMoment[] = [];
      for (const frame of frames) {
        const next = reachedWith(reached, frame);
        const moment = momentOf(frame);
        if (moment && !reached?.includes(moment)) opened.push(moment);
        reached = next;
      }
      expect(new Set(opened).size).toBe(opened.length);
    }),
  );
});

it('RU4: nothing ever opens against the circumstances', () => {
  fc.assert(
    fc.property(
      fc.record({ call, rules, facts, dismissed: fc.boolean() }),
      fc.constantFrom<CallMoment>('ring', 'answer'),
      fc.integer({ min: 0, max: 3 }),
      (given, moment, amount) => {
        const people = Array.from({ length: amount }, (_, index) => ({
          userId: index + 1,
          name: 'x',
          vip: false,
          reason: { kind: 'exact' as const },
        }));
        const view = { ...given, people, identity: 'known' as const };
        const decision = decide(view, moment, given.rules, given.facts);
        if (decision.open === undefined) return;
        expect(given.facts).toMatchObject({ quiet: false, lead: true, hadIt: false });
        expect(given.facts.opened).not.toBe('hand');
        expect(given.dismissed || given.call.manual).toBe(false);
        expect(given.call.direction).not.toBe('internal');
        expect(given.facts.now - momentAt(given.call, moment)).toBeLessThanOrEqual(FRESH_MS);
        if (moment === 'answer' && given.call.direction === 'in')
          expect(given.facts.zammadOpens).toBe(false);
      },
    ),
    { numRuns: 500 },
  );
});

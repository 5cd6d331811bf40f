import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arbitraryCallEvents,
  arbitraryDelivery,
  arbitraryEvent,
  WITHIN_MS,
} from '../../relay/testing/arbitrary-events.ts';
import type { TrackedCall } from './call-facts.ts';
import { applyEvent } from './call-machine.ts';
import type { Call, PbxEvent } from './call.ts';
import { canonical } from './claims.ts';

function play(events: readonly PbxEvent[]): TrackedCall {
  let call: TrackedCall | undefined;
  for (const one of events) call = applyEvent(call, one, () => 'id-1').call;
  if (!call) throw new Error('no events');
  return call;
}

/** The call without what depends on the way it came about. */
function outcome({ version: _1, facts: _2, ...rest }: TrackedCall): Omit<Call, 'version'> {
  return rest;
}

const delivered = arbitraryCallEvents().chain((events) =>
  fc.tuple(fc.constant(events), arbitraryDelivery(events)),
);

describe('properties', () => {
  it('CM1: any order and repetition ends in the same call', () => {
    fc.assert(
      fc.property(delivered, ([events, order]) => {
        expect(outcome(play(order))).toEqual(outcome(play(events)));
      }),
      { numRuns: 2_500 },
    );
  });
  it('CM1: the facts are the same, too', () => {
    fc.assert(
      fc.property(delivered, ([events, order]) => {
        expect(canonical(play(order).facts)).toBe(canonical(play(events).facts));
      }),
      { numRuns: 1_500 },
    );
  });
  it('CM14: the version rises by one exactly when something can be seen', () => {
    fc.assert(
      fc.property(arbitraryCallEvents(), (events) => {
        let call: TrackedCall | undefined;
        for (const one of events) {
          const next = applyEvent(call, one, () => 'id');
          const differs = !call || canonical(outcome(next.call)) !== canonical(outcome(call));
          expect(next.call.version).toBe((call?.version ?? 0) + (differs ? 1 : 0));
          expect(next.changed).toBe(differs);
          expect(next.ignored === undefined).toBe(differs);
          call = next.call;
        }
      }),
      { numRuns: 2_000 },
    );
  });
  it('CM5: once a report ended the call it stays ended', () => {
    const end: PbxEvent = {
      source: 'main',
      kind: 'hangup',
      callId: 'c1',
      at: 20_000,
      end: { cause: 'busy' },
    };
    fc.assert(
      fc.property(fc.array(arbitraryEvent(), { maxLength: 8 }), (events) => {
        expect(play([end, ...events]).state).toBe('ended');
      }),
      { numRuns: 2_000 },
    );
  });
  it('CM6: after anything at all, giving up ends the call', () => {
    fc.assert(
      fc.property(arbitraryCallEvents(), (events) => {
        const call = play(events);
        const end = { guessed: true, word: 'no news' };
        const last = { source: 'main', kind: 'hangup' as const, callId: 'c1', at: WITHIN_MS, end };
        expect(play([...events, last])).toMatchObject({ state: 'ended', ringing: [] });
        // Ended before: giving up adds nothing to a report.
        if (call.state === 'ended' && !call.endGuessed) {
          expect(outcome(play([...events, last]))).toEqual(outcome(call));
        }
      }),
      { numRuns: 2_000 },
    );
  });
  it('CM18: times never go backwards within a call', () => {
    fc.assert(
      fc.property(arbitraryCallEvents(), (events) => {
        const call = play(events);
        const times = [
          call.startedAt,
          ...call.talkers.flatMap(({ fromAt, toAt }) => [fromAt, toAt ?? fromAt]),
          call.endedAt ?? Infinity,
        ];
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(call.answeredAt).toBe(call.talkers[0]?.fromAt);
        expect(call.state === 'ended').toBe(call.endedAt !== undefined);
        expect(call.state === 'talking').toBe(!call.endedAt && call.talkers.length > 0);
      }),
      { numRuns: 2_000 },
    );
  });
});

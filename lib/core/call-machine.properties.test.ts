import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrackedCall } from './call-facts.ts';
import { applyEvent } from './call-machine.ts';
import type { Call, Party, PbxEvent, PbxEventKind } from './call.ts';

const CUSTOMER: Party = { raw: '+493023125741', e164: '493023125741' };
const ALICE: Party = { name: 'Alice' };
const BOB: Party = { name: 'Bob' };
const VOICEMAIL: Party = { name: 'voicemail', kind: 'voicemail' };

function play(...events: PbxEvent[]): TrackedCall {
  let call: TrackedCall | undefined;
  for (const one of events) call = applyEvent(call, one, () => 'id-1').call;
  if (!call) throw new Error('no events');
  return call;
}

/** The call without what depends on the way it came about. */
function outcome({
  version: _version,
  facts: _facts,
  ...rest
}: TrackedCall): Omit<Call, 'version'> {
  return rest;
}

const party: fc.Arbitrary<Party> = fc.constantFrom(
  ALICE,
  BOB,
  CUSTOMER,
  { name: 'Alice', extension: '23' },
  { extension: '23', raw: '23' },
  VOICEMAIL,
  {},
  { withheld: true },
);
const anyEvent: fc.Arbitrary<PbxEvent> = fc.record(
  {
    source: fc.constant('main'),
    callId: fc.constant('c1'),
    kind: fc.constantFrom<PbxEventKind>(
      'new',
      'ring',
      'stopRing',
      'answer',
      'transfer',
      'hangup',
      'update',
    ),
    at: fc.integer({ min: 1, max: 60_000 }),
    direction: fc.constantFrom('in', 'out', 'internal'),
    from: party,
    to: party,
    queue: fc.constantFrom({ name: 'support' }, { id: '1' }),
    targets: fc.array(party, { maxLength: 3 }),
    answeredBy: party,
    answeringNumber: fc.constantFrom('23', '4930'),
    end: fc.constantFrom(
      { cause: 'busy' as const },
      { cause: 'forwarded' as const },
      { cause: 'normalClearing' as const },
      { guessed: true },
      { word: 'X' },
      {},
    ),
    flags: fc.constantFrom({ blocked: true }, { voicemail: true }, {}),
    dialId: fc.constantFrom('d1', 'd2'),
  },
  { requiredKeys: ['source', 'callId', 'kind', 'at'] },
) as fc.Arbitrary<PbxEvent>;

const shuffledTwice = fc.array(anyEvent, { minLength: 1, maxLength: 8 }).chain((events) =>
  fc.tuple(
    fc.constant(events),
    fc.array(fc.nat(events.length - 1), { maxLength: 12 }).chain((extra) => {
      const all = [...events.keys(), ...extra];
      return fc
        .shuffledSubarray(
          all.map((_, index) => index),
          { minLength: all.length },
        )
        .map((order) => order.map((index) => all[index] as number));
    }),
  ),
);

describe('properties', () => {
  it('CM1: any order and repetition ends in the same call', () => {
    fc.assert(
      fc.property(shuffledTwice, ([events, order]) => {
        const straight = outcome(play(...events));
        const mixed = outcome(play(...order.map((index) => events[index] as PbxEvent)));
        expect(mixed).toEqual(straight);
      }),
      { numRuns: 1000 },
    );
  });
  it('CM14: the version rises by one exactly when something can be seen', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { minLength: 1, maxLength: 12 }), (events) => {
        let call: TrackedCall | undefined;
        for (const one of events) {
          const next = applyEvent(call, one, () => 'id');
          const differs =
            !call || JSON.stringify(outcome(next.call)) !== JSON.stringify(outcome(call));
          expect(next.call.version).toBe((call?.version ?? 0) + (differs ? 1 : 0));
          expect(next.changed).toBe(differs);
          expect(next.ignored === undefined).toBe(differs);
          call = next.call;
        }
      }),
    );
  });
  it('CM5: once a report ended the call it stays ended', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 8 }), (events) => {
        expect(
          play(
            { source: 'main', kind: 'hangup', callId: 'c1', at: 30_000, end: { cause: 'busy' } },
            ...events,
          ).state,
        ).toBe('ended');
      }),
    );
  });
});

/**
 * Anything a telephone system may say about one call, for property tests (fast-check).
 *
 * All times lie within `WITHIN_MS`, which is less than `REUSE_AFTER_MS`: every sequence is about
 * one call, however it is ordered.
 */
import fc from 'fast-check';
import { CAUSES, type Party, type PbxEvent, type PbxEventKind } from '../../lib/core/call.ts';

/** Latest time of an event; the earliest is 1. */
export const WITHIN_MS = 50_000;

const CUSTOMER: Party = { raw: '+493023125741', e164: '493023125741' };
const LINE: Party = { raw: '493012300', e164: '493012300', kind: 'trunk' };
const ALICE: Party = { account: 'PJSIP/23', extension: '23', name: 'Alice Agent' };
const BOB: Party = { account: 'PJSIP/24', extension: '24', name: 'Bob Agent' };
const MAILBOX: Party = { name: 'voicemail', kind: 'voicemail' };

const KINDS: readonly PbxEventKind[] = [
  'new',
  'ring',
  'stopRing',
  'answer',
  'transfer',
  'hangup',
  'update',
];

/** One side of a call: people in several descriptions, a mailbox, outsiders, nobody. */
export function arbitraryParty(): fc.Arbitrary<Party> {
  return fc.constantFrom<Party[]>(
    ALICE,
    BOB,
    CUSTOMER,
    LINE,
    MAILBOX,
    { extension: '23', raw: '23' },
    { account: 'PJSIP/24' },
    { name: 'Alice Agent' },
    { name: 'Support', kind: 'queue' },
    { raw: '+491721234567', e164: '491721234567', kind: 'external' },
    { withheld: true },
    {},
  );
}

/** One statement, sensible or not, about the call `callId` of connection `main`. */
export function arbitraryEvent(callId = 'c1'): fc.Arbitrary<PbxEvent> {
  const optional = {
    direction: fc.constantFrom('in', 'out', 'internal'),
    from: arbitraryParty(),
    to: arbitraryParty(),
    diversion: arbitraryParty(),
    queue: fc.constantFrom({ name: 'support' }, { id: '1' }),
    legId: fc.constantFrom('leg-1', 'leg-2', 'leg-3'),
    seq: fc.nat(20),
    targets: fc.array(arbitraryParty(), { maxLength: 3 }),
    answeredBy: arbitraryParty(),
    answeringNumber: fc.constantFrom('23', '493055571601'),
    transfer: fc.record(
      {
        type: fc.constantFrom('blind', 'attended', 'forward'),
        by: arbitraryParty(),
        to: arbitraryParty(),
        external: fc.boolean(),
      },
      { requiredKeys: ['type'] },
    ),
    end: arbitraryEnd(),
    flags: fc.constantFrom({ blocked: true }, { voicemail: true }, {}),
    dialId: fc.constantFrom('d1', 'd2'),
  };
  return fc.record(
    {
      source: fc.constant('main'),
      callId: fc.constant(callId),
      kind: fc.constantFrom(...KINDS),
      at: fc.integer({ min: 1, max: WITHIN_MS }),
      ...optional,
    },
    { requiredKeys: ['source', 'callId', 'kind', 'at'] },
  ) as fc.Arbitrary<PbxEvent>;
}

/** Events of one call: a likely story of a call with some noise in it, or noise alone. */
export function arbitraryCallEvents(callId = 'c1'): fc.Arbitrary<PbxEvent[]> {
  const noise = fc.array(arbitraryEvent(callId), { minLength: 1, maxLength: 8 });
  const story = fc
    .tuple(arbitraryStory(callId), fc.array(arbitraryEvent(callId), { maxLength: 2 }))
    .map(([events, extra]) => [...events, ...extra]);
  return fc.oneof(noise, story);
}

/** The same events as they may arrive: in any order, each at least once, some several times. */
export function arbitraryDelivery(events: readonly PbxEvent[]): fc.Arbitrary<PbxEvent[]> {
  const last = events.length - 1;
  return fc.array(fc.nat(last), { maxLength: 8 }).chain((again) => {
    const all = [...events, ...again.map((index) => events[index] as PbxEvent)];
    return fc.shuffledSubarray(all, { minLength: all.length });
  });
}

function arbitraryEnd(): fc.Arbitrary<NonNullable<PbxEvent['end']>> {
  return fc.oneof(
    fc.constant({ guessed: true, word: 'no news' }),
    fc.record(
      {
        cause: fc.constantFrom(...CAUSES),
        word: fc.constantFrom('WEIRD', 'NORMAL_CLEARING'),
        by: fc.constantFrom('caller', 'callee', 'system'),
        q850: fc.constantFrom(0, 16, 17, 26, 127),
        sip: fc.constantFrom(200, 404, 486, 487, 503),
        dialStatus: fc.constantFrom('ANSWER', 'BUSY', 'NOANSWER', 'CANCEL'),
        talkMs: fc.constantFrom(0, 3_000, 90_000),
      },
      { requiredKeys: [] },
    ),
  ) as fc.Arbitrary<NonNullable<PbxEvent['end']>>;
}

/** A call as it mostly goes: comes or waits, rings here and there, is taken, handed over, ends. */
function arbitraryStory(callId: string): fc.Arbitrary<PbxEvent[]> {
  const steps: Partial<PbxEvent>[] = [
    { kind: 'ring', targets: [ALICE], legId: 'leg-1' },
    { kind: 'ring', targets: [BOB], legId: 'leg-2' },
    { kind: 'stopRing', targets: [ALICE], legId: 'leg-1' },
    { kind: 'ring', targets: [ALICE], legId: 'leg-3' },
    { kind: 'answer', answeredBy: ALICE, legId: 'leg-1' },
    { kind: 'transfer', transfer: { type: 'blind', by: ALICE, to: { extension: '24' } } },
    { kind: 'ring', targets: [BOB], legId: 'leg-2' },
    { kind: 'answer', answeredBy: BOB, legId: 'leg-2' },
    { kind: 'answer', answeredBy: MAILBOX, flags: { voicemail: true } },
    { kind: 'hangup', legId: 'leg-1' },
    { kind: 'hangup', end: { guessed: true, word: 'no news' } },
    { kind: 'hangup', end: { q850: 16, by: 'caller' } },
  ];
  const opening = fc.constantFrom<Partial<PbxEvent>[]>(
    { direction: 'in', from: CUSTOMER, to: LINE, targets: [ALICE, BOB] },
    { direction: 'in', from: CUSTOMER, to: LINE, targets: [], queue: { name: 'support' } },
    { direction: 'in', from: { withheld: true }, to: LINE },
    { direction: 'out', from: ALICE, to: CUSTOMER },
    { direction: 'internal', from: ALICE, to: BOB, targets: [BOB] },
  );
  return fc.tuple(opening, fc.subarray(steps)).map(([first, chosen]) =>
    [{ kind: 'new' as const, ...first }, ...chosen].map((one, index) => ({
      source: 'main',
      callId,
      kind: 'update',
      at: 1_000 + index * 2_000,
      ...one,
    })),
  );
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvent } from '../../lib/core/call-machine.ts';
import type { Call, Party, PbxEvent } from '../../lib/core/call.ts';
import { ALICE, BOB } from '../hub/testing/bench.ts';
import { type HistoryLab, openHistoryLab } from './testing/history-lab.ts';

const CARLA = { ...ALICE, id: 5, login: 'c@x', email: 'c@x', name: 'Çarla Öztürk', phone: '' };
const AGENTS = [ALICE, BOB, CARLA];
const NAMES = ['Jörg Müller', 'Joerg Mueller', 'Weiß & Söhne', 'Ana', 'Łukasz Ø', '東京 商事', ''];
const NUMBERS = ['4930609854180', '491721234567', '4989123456', '493055571601', '33140000000'];
const WORDS = ['Rückruf', 'ruck', 'rechnung 4711', 'Straße', 'x', 'müll', '👍', '#60012'];

const number = fc.constantFrom(...NUMBERS);
const name = fc.constantFrom(...NAMES);
const customer: fc.Arbitrary<Party> = fc.oneof(
  fc.record({ raw: number, e164: number, name }).map((party) => ({ ...party, raw: party.e164 })),
  fc.constantFrom<Party>({ withheld: true }, { raw: 'anlage 7', name: 'Tür' }, { extension: '23' }),
);
const ours: fc.Arbitrary<Party> = fc.constantFrom<Party>(
  { name: 'Alice Agent' },
  { extension: '23' },
  { account: 'PJSIP/77-0000001f', name: 'Tom Tau' },
  { name: 'Bob Müller', extension: '23' },
  { extension: '99', name: 'Niemand' },
  { name: 'Çarla Öztürk' },
  { kind: 'voicemail', name: 'Box' },
  { e164: '493055571601' },
);
const line: fc.Arbitrary<Party> = fc.constantFrom<Party>(
  { e164: '493012300' },
  { e164: '4930777777' },
  { e164: '493055571601' },
  { extension: '10', name: 'Zentrale' },
);

const made: fc.Arbitrary<{ at: number; events: Partial<PbxEvent>[] }> = fc.record({
  at: fc.integer({ min: 1_000, max: 1_015 }),
  events: fc
    .record({
      direction: fc.constantFrom('in', 'in', 'out', 'internal'),
      other: customer,
      line,
      own: ours,
      queue: fc.option(fc.constantFrom({ name: 'Service' }, { id: 'q1' }), { nil: undefined }),
      targets: fc.array(ours, { maxLength: 3 }),
      by: fc.option(ours, { nil: undefined }),
      transfer: fc.boolean(),
      end: fc.oneof(
        { weight: 4, arbitrary: fc.constant(true) },
        { weight: 1, arbitrary: fc.constant(false) },
      ),
      diverted: fc.boolean(),
    })
    .map((about): Partial<PbxEvent>[] => {
      const { direction, other, own, queue, targets } = about;
      const sides = {
        in: { from: other, to: about.line },
        out: { from: own, to: other },
        internal: { from: own, to: { extension: '23' } },
      }[direction];
      const first: Partial<PbxEvent> = {
        kind: 'new',
        direction,
        ...sides,
        targets,
        ...(queue && { queue }),
        ...(about.diverted && { diversion: { e164: '4930777777' } }),
      };
      return [
        first,
        ...(about.by ? [{ kind: 'answer', answeredBy: about.by } as const] : []),
        ...(about.transfer
          ? [{ kind: 'transfer', transfer: { type: 'blind', to: own } } as const]
          : []),
        ...(about.end ? [{ kind: 'hangup', end: { cause: 'noAnswer' } } as const] : []),
      ];
    }),
});

function callOf(id: string, { at, events }: { at: number; events: Partial<PbxEvent>[] }): Call {
  let call: ReturnType<typeof applyEvent>['call'] | undefined;
  for (const [step, event] of events.entries()) {
    const whole = { source: 'main', callId: id, at: at + step, ...event } as PbxEvent;
    call = applyEvent(call, whole, () => id).call;
  }
  return call!;
}

type Step =
  | { do: 'commit'; id: string; call: { at: number; events: Partial<PbxEvent>[] } }
  | { do: 'note'; id: string; text: string }
  | { do: 'learn'; digits: string; name: string }
  | { do: 'pair'; agent: number }
  | { do: 'settle' | 'restart' | 'forget' };

async function take(lab: HistoryLab, step: Step): Promise<void> {
  if (step.do === 'commit') await lab.commit(callOf(step.id, step.call));
  else if (step.do === 'learn') await lab.learn(step.digits, step.name);
  else if (step.do === 'pair') await lab.pair(AGENTS[step.agent]!);
  else if (step.do !== 'note') await lab[step.do]();
  else if (await lab.changes.get(step.id)) await lab.note(step.id, `${step.text} danke`);
}

const id = fc.integer({ min: 10, max: 34 }).map((n) => `c${n}`);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('commit'), id, call: made }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('note'), id, text: fc.constantFrom(...WORDS) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('learn'), digits: number, name }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pair'), agent: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'settle' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'restart' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'forget' }) },
);

const pieces = [
  ...NAMES,
  ...NUMBERS,
  ...WORDS,
  'Service',
  'Zentrale',
  'Störung',
  'Tom',
  'Niemand',
  'Anlage',
  '23',
  '+49 (0)30',
  '0172/12',
  '0049 89',
  '030 60',
  '99 10',
];
const words = fc
  .array(fc.tuple(fc.constantFrom(...pieces), fc.nat(6), fc.integer({ min: 1, max: 9 })), {
    minLength: 1,
    maxLength: 2,
  })
  .map((all) =>
    all
      .map(([text, from, length]) => (from < 3 ? text.slice(0, length) : text.slice(from)))
      .join(' '),
  );
const maybe = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const query = fc
  .record({
    q: fc.option(words, { nil: undefined, freq: 4 }),
    agent: maybe(
      fc.constantFrom('alice', 'Müller', 'mue', 'öztürk', 'Tom Tau', 'niemand', 'box', '23'),
    ),
    line: maybe(fc.constantFrom('störung', 'service', '0777', 'zentrale', '030 12300')),
    queue: maybe(fc.constantFrom('service', 'q1', 'x')),
    number: maybe(fc.constantFrom('+4930609854180', '0172 1234567', '23', '030 55571601')),
    direction: maybe(fc.constantFrom('in', 'out', 'internal')),
    outcome: maybe(
      fc.constantFrom('answered', 'missed', 'voicemail', 'placed', 'unreached', 'internal'),
    ),
    state: maybe(fc.constantFrom('ringing', 'talking', 'ended')),
    missed: maybe(fc.constantFrom('true', 'false')),
    mine: maybe(fc.constant('true')),
    from: maybe(fc.integer({ min: 999, max: 1_016 }).map(String)),
    to: maybe(fc.integer({ min: 999, max: 1_016 }).map(String)),
  })
  .map(
    (all) =>
      Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Record<
        string,
        string
      >,
  );

const question = fc.tuple(query, fc.constantFrom(3, 4, 5), fc.constantFrom(1, 3, 8, 20));

describe('HS1: the index finds what looking at every call finds', () => {
  it.each(['team', 'own'] as const)(
    'visibility %s',
    async (visibility) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }),
          fc.array(question, { minLength: 10, maxLength: 10 }),
          fc.constantFrom('everyone', 'nobody'),
          fc.constantFrom(true, true, false),
          async (steps, questions, nobodyMapped, settled) => {
            const lab = await openHistoryLab({
              step: 4,
              rules: {
                visibility,
                targets: { nobodyMapped },
                agents: [
                  { login: 'tom@x', extensions: ['PJSIP/77'], names: ['Tom Tau'], numbers: [] },
                ],
                lines: [
                  { match: '+493012300', label: 'Störung Süd', private: false },
                  { match: '+4930777777', label: 'Privat', private: true },
                ],
                queues: [{ name: 'Service', match: ['q1'], agents: [BOB.login] }],
              },
            });
            try {
              await lab.pair(ALICE);
              const same = async (asked: Record<string, string>, agentId: number, limit: number) =>
                expect({
                  asked,
                  agentId,
                  ids: await lab.all(agentId, { ...asked, limit: String(limit) }),
                }).toEqual({ asked, agentId, ids: await lab.plain(agentId, asked) });
              for (const one of steps) {
                await take(lab, one);
                // What was concluded before somebody paired must not stay.
                if (one.do === 'pair') await same({}, AGENTS[one.agent]!.id, 20);
              }
              if (settled) await lab.settle();
              for (const one of questions) await same(...one);
              expect(lab.errors).toEqual([]);
            } finally {
              await lab.close();
            }
          },
        ),
        { numRuns: 25, endOnFailure: true },
      );
    },
    120_000,
  );
});

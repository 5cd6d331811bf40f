/** Agents call. */
import { ALICE, BOB, outgoing } from './cast.ts';
import { script } from './step.ts';
import type { Scenario, Step } from './step.ts';

const scenario = (name: string, about: string, see: string, steps: readonly Step[]): Scenario => ({
  name,
  group: 'Outgoing and internal',
  about,
  see,
  steps,
});

const out = outgoing();
const inside = script({
  direction: 'internal',
  from: ALICE.extension,
  to: BOB.extension,
  people: [BOB],
});

/** Fails before anybody answers. */
const failing = (name: string, about: string, cause: string, afterMs: number): Scenario =>
  scenario(name, about, `ended, cause ${cause}; no missed call`, [
    out.new(0),
    out.hangup(afterMs, { cause }),
  ]);

export const OUTGOING: readonly Scenario[] = [
  scenario('out', 'an agent calls a customer', 'Alice’s card: calls, talks, ended', [
    out.new(0),
    out.answer(4_000),
    out.hangup(8_000, { talkedMs: 8_000 }),
  ]),
  failing('out-busy', 'the customer is busy', 'busy', 3_000),
  failing('out-notfound', 'the number does not exist', 'notFound', 2_000),
  failing('out-noanswer', 'the customer does not answer', 'noAnswer', 15_000),
  failing('out-cancel', 'the agent gives up', 'cancel', 5_000),
  failing('out-congestion', 'no line is free', 'congestion', 1_000),
  scenario(
    'out-silent',
    'the system does not say that the customer answered',
    'no talk time, unless the system tells it at the end',
    [out.new(0), out.hangup(10_000, { talkedMs: 7_000 })],
  ),
  scenario('out-abroad', 'an agent calls Austria, written with 00', 'the number with +43', [
    outgoing({ to: '0043720881234' }).new(0),
    outgoing({ to: '0043720881234' }).answer(3_000),
    outgoing({ to: '0043720881234' }).hangup(5_000, { talkedMs: 5_000 }),
  ]),
  scenario('internal', 'Alice calls Bob', 'both see it, nobody else; Zammad is not told', [
    inside.new(0),
    inside.answer(3_000, { people: [BOB] }),
    inside.hangup(5_000, { talkedMs: 5_000 }),
  ]),
  scenario(
    'internal-missed',
    'Alice calls Bob, who does not answer',
    'no missed call of a customer',
    [inside.new(0), inside.hangup(8_000, { cause: 'noAnswer' })],
  ),
];

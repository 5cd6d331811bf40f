/** Calls that go on to somebody else. */
import { ALICE, BOB, CAROL, incoming } from './cast.ts';
import type { Scenario, Step } from './step.ts';

const scenario = (name: string, about: string, see: string, steps: readonly Step[]): Scenario => ({
  name,
  group: 'Handed over',
  about,
  see,
  steps,
});

const one = incoming();
const next = incoming({ people: [BOB], continues: 'a', diversion: '493012323' }, 'b');

export const HANDED_OVER: readonly Scenario[] = [
  scenario(
    'transfer-blind',
    'Alice hands over without asking, Bob answers',
    'talked with Alice, then Bob; one call',
    [
      one.new(0),
      one.answer(3_000, { people: [ALICE] }),
      one.transfer(5_000, { people: [BOB] }),
      one.ring(200, { people: [BOB] }),
      one.answer(3_000, { people: [BOB] }),
      one.hangup(6_000, { talkedMs: 14_000 }),
    ],
  ),
  scenario(
    'transfer-attended',
    'Alice asks Bob first, then hands over',
    'talked with Alice, then Bob; one call',
    [
      one.new(0),
      one.answer(3_000, { people: [ALICE] }),
      one.answer(8_000, { people: [BOB] }),
      one.hangup(6_000, { talkedMs: 14_000 }),
    ],
  ),
  scenario('transfer-twice', 'Alice to Bob to Carol', 'three talkers in order', [
    one.new(0),
    one.answer(2_000, { people: [ALICE] }),
    one.answer(4_000, { people: [BOB] }),
    one.answer(4_000, { people: [CAROL] }),
    one.hangup(4_000, { talkedMs: 12_000 }),
  ]),
  scenario(
    'transfer-missed',
    'handed over to Bob, who does not answer',
    'no missed call: Alice had talked',
    [
      one.new(0),
      one.answer(3_000, { people: [ALICE] }),
      one.transfer(4_000, { people: [BOB] }),
      one.ring(200, { people: [BOB] }),
      one.hangup(8_000, { talkedMs: 4_000 }),
    ],
  ),
  scenario(
    'transfer-new-id',
    'handed over under a new call id, as sipgate does',
    'two calls that know of each other',
    [
      one.new(0),
      one.answer(3_000, { people: [ALICE] }),
      next.new(5_000),
      next.answer(2_000, { people: [BOB] }),
      one.hangup(500, { talkedMs: 7_500 }),
      next.hangup(6_000, { talkedMs: 6_000 }),
    ],
  ),
  scenario('forwarded-on', 'ends as forwarded and goes on as another call', 'nothing missed', [
    one.new(0),
    one.hangup(4_000, { cause: 'forwarded' }),
    next.new(100),
    next.answer(3_000, { people: [BOB] }),
    next.hangup(5_000, { talkedMs: 5_000 }),
  ]),
  scenario(
    'picked-up',
    'rings at Alice, Carol picks it up',
    'Carol’s call; nothing missed for Alice',
    [one.new(0), one.answer(4_000, { people: [CAROL] }), one.hangup(5_000, { talkedMs: 5_000 })],
  ),
];

/** More than one call at a time. */
import { ALICE, BOB, incoming, OTHER_CUSTOMER, outgoing } from './cast.ts';
import type { Scenario, Step } from './step.ts';

const scenario = (name: string, about: string, see: string, steps: readonly Step[]): Scenario => ({
  name,
  group: 'Several calls',
  about,
  see,
  steps,
});

const first = incoming();
const second = incoming({ from: OTHER_CUSTOMER }, 'b');
const meanwhile = outgoing({ to: OTHER_CUSTOMER, people: [BOB] }, 'b');

/** Ten callers within a second. */
function rush(): Step[] {
  const calls = Array.from({ length: 10 }, (_, index) =>
    incoming({ from: `4930231257${50 + index}`, people: [ALICE, BOB] }, `r${index}`),
  );
  return [
    ...calls.map((call) => call.new(100)),
    ...calls.map((call, index) => call.answer(300, { people: [index % 2 === 0 ? ALICE : BOB] })),
    ...calls.map((call) => call.hangup(300, { talkedMs: 3_000 })),
  ];
}

export const SEVERAL: readonly Scenario[] = [
  scenario(
    'two-calls',
    'a second caller while the first one talks, who gives up',
    'one answered, one missed',
    [
      first.new(0),
      first.answer(3_000, { people: [ALICE] }),
      second.new(2_000),
      second.hangup(5_000, { cause: 'cancel' }),
      first.hangup(3_000, { talkedMs: 10_000 }),
    ],
  ),
  scenario(
    'call-waiting',
    'the agent takes the second call and comes back',
    'two cards; both answered',
    [
      first.new(0),
      first.answer(3_000, { people: [ALICE] }),
      second.new(2_000),
      second.answer(3_000, { people: [ALICE] }),
      second.hangup(5_000, { talkedMs: 5_000 }),
      first.hangup(4_000, { talkedMs: 14_000 }),
    ],
  ),
  scenario('at-once', 'two callers at the same moment', 'two cards', [
    first.new(0),
    second.new(0),
    first.answer(3_000, { people: [ALICE] }),
    second.answer(500, { people: [BOB] }),
    first.hangup(4_000, { talkedMs: 4_500 }),
    second.hangup(500, { talkedMs: 4_500 }),
  ]),
  scenario('in-and-out', 'one agent talks, the other calls out', 'each sees the own call', [
    first.new(0),
    first.answer(2_000, { people: [ALICE] }),
    meanwhile.new(1_000),
    meanwhile.answer(3_000),
    first.hangup(2_000, { talkedMs: 6_000 }),
    meanwhile.hangup(2_000, { talkedMs: 4_000 }),
  ]),
  scenario('rush', 'ten callers within a second', 'ten calls, none lost', rush()),
];

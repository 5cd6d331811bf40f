/** Events that come twice, late, in the wrong order, or not at all. */
import { ALICE, BOB, incoming } from './cast.ts';
import type { Scenario, Step } from './step.ts';

const scenario = (name: string, about: string, see: string, steps: readonly Step[]): Scenario => ({
  name,
  group: 'What goes wrong',
  about,
  see,
  steps,
});

const one = incoming();
const both = incoming({ people: [ALICE, BOB] });
/** Says as little as a telephone system may. */
const bare = { direction: undefined, from: undefined, to: undefined };
const talk = { talkedMs: 3_000 };

export const MISHAPS: readonly Scenario[] = [
  scenario(
    'doubled',
    'everything is told twice',
    'one call; every second event "doubled" or "late"',
    [
      one.new(0),
      one.new(100),
      one.answer(3_000, { people: [ALICE] }),
      one.answer(100, { people: [ALICE] }),
      one.hangup(3_000, talk),
      one.hangup(100, talk),
    ],
  ),
  scenario(
    'reversed',
    'the answer overtakes the new call',
    'one call, talking from the first event on',
    [one.answer(0, { people: [ALICE] }), one.new(300), one.hangup(4_000, talk)],
  ),
  scenario(
    'backwards',
    'end, answer and begin in the wrong order',
    'one ended call, answered by Alice',
    [one.hangup(0, talk), one.answer(300, { people: [ALICE] }), one.new(300)],
  ),
  scenario(
    'orphan-answer',
    'an answer to a call that was never announced',
    'a call that talks, then ends',
    [one.answer(0, { people: [ALICE] }), one.hangup(5_000, talk)],
  ),
  scenario(
    'orphan-hangup',
    'the end of a call that was never announced',
    'no card; no missed call when it names no caller',
    [one.hangup(0, bare)],
  ),
  scenario('no-hangup', 'the end is never told', 'closed after three minutes, marked as guessed', [
    both.new(0),
  ]),
  scenario(
    'no-hangup-talking',
    'answered, and the end is never told',
    'closed after four hours, marked as guessed',
    [one.new(0), one.answer(3_000, { people: [ALICE] })],
  ),
  scenario('answer-late', 'the answer comes after the end', 'answered after all, still ended', [
    one.new(0),
    one.hangup(5_000),
    one.answer(500, { people: [ALICE] }),
  ]),
  scenario(
    'unknown-cause',
    'ends with a cause that nobody knows',
    'the word is kept, the call ends as it was',
    [one.new(0), one.hangup(4_000, { cause: 'Subspace interference 4711' })],
  ),
  scenario('wrong-cause', 'nobody answered, yet "normal clearing" is told', 'missed all the same', [
    one.new(0),
    one.hangup(5_000),
  ]),
  scenario(
    'no-sides',
    'answer and end repeat neither side nor direction',
    'both sides stay known',
    [
      both.new(0),
      both.answer(3_000, { ...bare, people: [BOB] }),
      both.hangup(4_000, { ...bare, ...talk }),
    ],
  ),
  scenario('mess', 'doubled, reversed, without direction', 'one call, answered by Alice', [
    one.answer(0, { ...bare, people: [ALICE] }),
    both.new(500),
    both.new(500),
    both.hangup(3_000, { ...bare, ...talk }),
    both.hangup(500, { ...bare, ...talk }),
  ]),
];

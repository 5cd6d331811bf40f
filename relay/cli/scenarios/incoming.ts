/** A customer calls. */
import { ALICE, BOB, CAROL, CUSTOMER, incoming, QUEUE } from './cast.ts';
import type { Scenario, Step } from './step.ts';

const scenario = (name: string, about: string, see: string, steps: readonly Step[]): Scenario => ({
  name,
  group: 'Incoming',
  about,
  see,
  steps,
});

const one = incoming();
const both = incoming({ people: [ALICE, BOB] });
const queue = incoming({ people: [], queue: QUEUE });
const hidden = incoming({ from: 'anonymous', people: [ALICE, BOB] });
const team = Array.from({ length: 10 }, (_, index) => ({
  name: `Agent ${index + 1}`,
  extension: String(30 + index),
}));
const crowd = incoming({ people: team });
const diverted = incoming({ diversion: '493012399' });
const blocked = incoming({ from: '+49900123456' });

export const INCOMING: readonly Scenario[] = [
  scenario('direct', 'rings at one agent, is answered, ends', 'a card for Alice; nothing missed', [
    one.new(0),
    one.answer(4_000, { people: [ALICE] }),
    one.hangup(8_000, { talkedMs: 8_000 }),
  ]),
  scenario('group', 'rings at two agents, the second answers', 'Alice’s card goes, Bob’s stays', [
    both.new(0),
    both.answer(4_000, { people: [BOB] }),
    both.hangup(8_000, { talkedMs: 8_000 }),
  ]),
  scenario(
    'group-grows',
    'rings at one, then at two more, one stops, one answers',
    'cards come and go one by one',
    [
      one.new(0),
      one.ring(2_000, { people: [BOB] }),
      one.ring(2_000, { people: [CAROL] }),
      one.stopRing(2_000, { people: [ALICE] }),
      one.answer(2_000, { people: [CAROL] }),
      one.hangup(6_000, { talkedMs: 6_000 }),
    ],
  ),
  scenario('crowd', 'rings at ten agents, the tenth answers', 'ten cards, then one', [
    crowd.new(0),
    crowd.answer(4_000, { people: team.slice(9) }),
    crowd.hangup(5_000, { talkedMs: 5_000 }),
  ]),
  scenario(
    'queue',
    'waits in the queue, rings at two agents, one answers',
    'waiting first; then a card for both',
    [
      queue.new(0),
      queue.ring(4_000, { people: [ALICE, BOB], queue: QUEUE }),
      queue.answer(4_000, { people: [ALICE], queue: QUEUE }),
      queue.hangup(8_000, { talkedMs: 8_000 }),
    ],
  ),
  scenario(
    'queue-again',
    'the queue rings at one agent, in vain, then at another',
    'the card moves from Alice to Bob',
    [
      queue.new(0),
      queue.ring(2_000, { people: [ALICE] }),
      queue.stopRing(6_000, { people: [ALICE] }),
      queue.ring(1_000, { people: [BOB] }),
      queue.answer(3_000, { people: [BOB] }),
      queue.hangup(6_000, { talkedMs: 6_000 }),
    ],
  ),
  scenario(
    'queue-abandoned',
    'the caller gives up in the queue',
    'missed, although the system says "normal clearing"',
    [queue.new(0), queue.hangup(9_000)],
  ),
  scenario('missed', 'rings at two agents, the caller gives up', 'missed for both', [
    both.new(0),
    both.hangup(8_000, { cause: 'cancel' }),
  ]),
  scenario('no-answer', 'rings until the system gives up', 'missed', [
    both.new(0),
    both.hangup(20_000, { cause: 'noAnswer' }),
  ]),
  scenario('busy', 'the called agent is busy', 'missed, cause busy', [
    one.new(0),
    one.hangup(1_000, { cause: 'busy' }),
  ]),
  scenario('congestion', 'the system fails', 'missed, cause congestion', [
    one.new(0),
    one.hangup(1_000, { cause: 'congestion' }),
  ]),
  scenario('forwarded', 'is forwarded elsewhere before anybody answers', 'forwarded, not missed', [
    one.new(0),
    one.hangup(4_000, { cause: 'forwarded' }),
  ]),
  scenario(
    'diverted',
    'comes by a diversion from another number',
    'the first dialled line on the card',
    [
      diverted.new(0),
      diverted.answer(4_000, { people: [ALICE] }),
      diverted.hangup(5_000, { talkedMs: 5_000 }),
    ],
  ),
  scenario('withheld', 'the caller hides the number', 'a card without a number', [
    hidden.new(0),
    hidden.answer(4_000, { people: [ALICE] }),
    hidden.hangup(8_000, { talkedMs: 8_000 }),
  ]),
  scenario('voicemail', 'the mailbox answers', 'missed, with the mark of the mailbox', [
    one.new(0),
    one.answer(8_000, { mailbox: true }),
    one.hangup(6_000, { talkedMs: 6_000, mailbox: true }),
  ]),
  scenario(
    'blocked',
    'a caller of +49 900: rejected when "blocked" has +49900*',
    'no card and no missed call, when it is blocked',
    [blocked.new(0), blocked.hangup(500, { cause: 'busy' })],
  ),
  scenario(
    'nobody',
    'the system names nobody',
    'everyone gets it, unless targets.nobodyMapped says nobody',
    [
      incoming({ people: [] }).new(0),
      one.answer(4_000, { people: [] }),
      one.hangup(4_000, { talkedMs: 4_000 }),
    ],
  ),
  scenario('quick', 'rung, answered and ended within a moment', 'one call, all three in order', [
    one.new(0),
    one.answer(50, { people: [ALICE] }),
    one.hangup(50, { talkedMs: 50 }),
  ]),
  scenario(
    'again',
    'missed, and the same customer calls again',
    'two calls, the first one missed',
    [one.new(0), one.hangup(4_000, { cause: 'cancel' }), ...callAgain()],
  ),
];

function callAgain(): Step[] {
  const second = incoming({ from: CUSTOMER }, 'b');
  return [
    second.new(3_000),
    second.answer(3_000, { people: [ALICE] }),
    second.hangup(5_000, { talkedMs: 5_000 }),
  ];
}

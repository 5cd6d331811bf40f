/** Calls that `offhook simulate` plays: steps with a pause before each, as a telephone system sends them. */
export interface Step {
  /** Pause before this step at normal speed. */
  afterMs: number;
  fields: [string, string][];
}

export interface Scenario {
  name: string;
  about: string;
  /** @param id call id for this run */
  steps(id: string): Step[];
}

const CUSTOMER = '493023125741';
const OTHER_CUSTOMER = '4922147103341';
const LINE = '493012300';

type Extra = Record<string, string | string[]>;

function step(
  afterMs: number,
  event: string,
  callId: string,
  direction: string,
  extra: Extra,
): Step {
  const fields: [string, string][] = [
    ['event', event],
    ['callId', callId],
    ['direction', direction],
  ];
  for (const [key, value] of Object.entries(extra)) {
    for (const text of [value].flat()) fields.push([key, text]);
  }
  return { afterMs, fields };
}

const sides = (from = CUSTOMER, to = LINE) => ({ from, to });
const scenario = (name: string, about: string, steps: Scenario['steps']): Scenario => ({
  name,
  about,
  steps,
});
const group = { 'user[]': ['Alice Agent', 'Bob Agent'] };

export const SCENARIOS: readonly Scenario[] = [
  scenario('direct', 'rings at one agent, is answered, ends', (id) => [
    step(0, 'newCall', id, 'in', { ...sides(), 'user[]': 'Alice Agent' }),
    step(4000, 'answer', id, 'in', { ...sides(), user: 'Alice Agent' }),
    step(8000, 'hangup', id, 'in', { ...sides(), cause: 'normalClearing' }),
  ]),
  scenario('group', 'rings at two agents, the second answers', (id) => [
    step(0, 'newCall', id, 'in', { ...sides(), ...group }),
    step(4000, 'answer', id, 'in', { ...sides(), user: 'Bob Agent' }),
    step(8000, 'hangup', id, 'in', { ...sides(), cause: 'normalClearing' }),
  ]),
  scenario('missed', 'rings at two agents, the caller gives up', (id) => [
    step(0, 'newCall', id, 'in', { ...sides(), ...group }),
    step(8000, 'hangup', id, 'in', { ...sides(), cause: 'cancel' }),
  ]),
  scenario('busy', 'the called agent is busy', (id) => [
    step(0, 'newCall', id, 'in', { ...sides(), 'user[]': 'Alice Agent' }),
    step(1000, 'hangup', id, 'in', { ...sides(), cause: 'busy' }),
  ]),
  scenario('forwarded', 'is forwarded elsewhere before anybody answers', (id) => [
    step(0, 'newCall', id, 'in', { ...sides(), 'user[]': 'Alice Agent' }),
    step(4000, 'hangup', id, 'in', { ...sides(), cause: 'forwarded' }),
  ]),
  scenario('withheld', 'the caller hides the number', (id) => [
    step(0, 'newCall', id, 'in', { ...sides('anonymous'), ...group }),
    step(4000, 'answer', id, 'in', { ...sides('anonymous'), user: 'Alice Agent' }),
    step(8000, 'hangup', id, 'in', { ...sides('anonymous'), cause: 'normalClearing' }),
  ]),
  scenario('voicemail', 'the mailbox answers', (id) => [
    step(0, 'newCall', id, 'in', { ...sides(), 'user[]': 'Alice Agent' }),
    step(8000, 'answer', id, 'in', { ...sides(), user: 'voicemail' }),
    step(6000, 'hangup', id, 'in', { ...sides(), cause: 'normalClearing' }),
  ]),
  scenario('out', 'an agent calls a customer', (id) => [
    step(0, 'newCall', id, 'out', { ...sides(LINE, CUSTOMER), 'user[]': 'Alice Agent' }),
    step(4000, 'answer', id, 'out', sides(LINE, CUSTOMER)),
    step(8000, 'hangup', id, 'out', { ...sides(LINE, CUSTOMER), cause: 'normalClearing' }),
  ]),
  scenario('two-calls', 'a second caller while the first one talks', (id) => [
    step(0, 'newCall', `${id}-a`, 'in', { ...sides(), 'user[]': 'Alice Agent' }),
    step(3000, 'answer', `${id}-a`, 'in', { ...sides(), user: 'Alice Agent' }),
    step(2000, 'newCall', `${id}-b`, 'in', { ...sides(OTHER_CUSTOMER), 'user[]': 'Alice Agent' }),
    step(5000, 'hangup', `${id}-b`, 'in', { ...sides(OTHER_CUSTOMER), cause: 'cancel' }),
    step(3000, 'hangup', `${id}-a`, 'in', { ...sides(), cause: 'normalClearing' }),
  ]),
  scenario('mess', 'doubled, reversed, without direction', (id) => [
    step(0, 'answer', id, '', { user: 'Alice Agent' }),
    step(500, 'newCall', id, 'in', { ...sides(), ...group }),
    step(500, 'newCall', id, 'in', { ...sides(), ...group }),
    step(3000, 'hangup', id, '', { cause: 'NORMAL_CLEARING' }),
    step(500, 'hangup', id, '', { cause: 'NORMAL_CLEARING' }),
  ]),
];

/** Who plays: invented people and numbers (`--from`, `--to`, `--user` put others in their place). */
import type { Member } from './step.ts';
import { script } from './step.ts';

export const CUSTOMER = '493023125741';
export const OTHER_CUSTOMER = '4922147103341';
export const LINE = '493012300';
export const QUEUE = 'support';

export const ALICE: Member = { name: 'Alice Agent', extension: '23' };
export const BOB: Member = { name: 'Bob Agent', extension: '24' };
export const CAROL: Member = { name: 'Carol Agent', extension: '25' };

type Facts = Parameters<typeof script>[0];

/** A call of the customer to the line, for Alice unless said otherwise. */
export function incoming(facts: Facts = {}, call?: string) {
  const usual: Facts = { direction: 'in', from: CUSTOMER, to: LINE, people: [ALICE] };
  return script({ ...usual, ...facts }, call);
}

/** Alice calls the customer. */
export function outgoing(facts: Facts = {}, call?: string) {
  const usual: Facts = { direction: 'out', from: LINE, to: CUSTOMER, people: [ALICE] };
  return script({ ...usual, ...facts }, call);
}

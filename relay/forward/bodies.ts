/**
 * A call in the words of Zammad's CTI endpoint. Facts of running Zammads 5.5 and 6.5: `direction`
 * (`in` or `out`) on every event, numbers as text (else its caller lookup skips them), one plain
 * text as `user` of an answer (a list breaks it), `user` of an outgoing call's answer overwrites
 * the customer's name. On answer of an incoming call it looks for the agent to open a screen for:
 * by `answeringNumber` (first agent with that number), else `user` as login, else `user_id`.
 */
import type { Call, Party } from '../../lib/core/call.ts';
import { digits, fieldNumber, fieldText, MAX_TEXT } from './field-text.ts';

export type ForwardKind = 'newCall' | 'answer' | 'hangup';

/** Name and value pairs of the form, in order. */
export type ForwardBody = [string, string][];

/** Who answered, as far as the team is known. */
export interface Answerer {
  /** As shown in the caller log; never a login. */
  name?: string | undefined;
  /** Zammad's id of the agent. */
  userId?: number | undefined;
  /** Login of somebody who is mapped, but whose id nobody told yet. */
  login?: string | undefined;
}

export interface Wording {
  /** Told for each call by its `newCall`; later events repeat it. */
  direction: 'in' | 'out';
  /** 1 for the call itself; each hand-over that is told begins another one. */
  part: number;
  /** Tell Zammad who answered in a way that makes it open a screen. */
  agentReference: boolean;
  answerer?: Answerer | undefined;
  nameOf(party: Party): string | undefined;
}

const WORD_JOINER = '\u2060';
/** More names than this are noise in one column of a list. */
const MAX_NAMES = 20;

export function forwardBody(kind: ForwardKind, call: Call, wording: Wording): ForwardBody {
  const { part, direction } = wording;
  const body: ForwardBody = [
    ['event', kind],
    ['callId', part === 1 ? call.id : `${call.id}~${part}`],
    ['direction', direction],
    ['from', fieldNumber(call.from)],
    ['to', fieldNumber(call.to)],
  ];
  const queue = fieldText(call.queue?.name) ?? fieldText(call.queue?.id);
  if (queue) body.push(['queue', queue]);
  switch (kind) {
    case 'newCall':
      for (const name of people(call, wording)) body.push(['user[]', name]);
      break;
    case 'answer':
      if (direction === 'in') body.push(...answererFields(call, wording));
      break;
    case 'hangup':
      body.push(['cause', call.cause ?? 'normalClearing']);
      break;
  }
  return body;
}

function answererFields(call: Call, { agentReference, answerer }: Wording): ForwardBody {
  // Zammad keeps a call that a mailbox took as missed when the answer says exactly this.
  if (call.answeredBy?.kind === 'voicemail') return [['user', 'voicemail']];
  const reference = agentReference && call.direction !== 'internal';
  const { name, userId, login } = answerer ?? {};
  const person = reference && userId === undefined ? fieldText(login) : undefined;
  if (person) return [['user', person]];
  const body: ForwardBody = [];
  const user = fieldText(name);
  if (user) body.push(['user', noLogin(user)]);
  if (!reference) return body;
  // The id is one agent's own; a number may be shared, and Zammad would take the first who has it.
  const number = digits(call.answeringNumber);
  if (userId !== undefined) body.push(['user_id', String(userId)]);
  else if (number) body.push(['answeringNumber', number]);
  return body;
}

/** A single word may be somebody's login; an invisible sign behind it keeps it from being one. */
function noLogin(name: string): string {
  return /\s/.test(name)
    ? name
    : `${Array.from(name)
        .slice(0, MAX_TEXT - 1)
        .join('')}${WORD_JOINER}`;
}

function people(call: Call, { direction, part, nameOf, answerer }: Wording): string[] {
  if (part > 1) return [fieldText(answerer?.name)].filter((name) => name !== undefined);
  const parties = direction === 'out' ? [call.from] : call.everRang;
  const names = parties
    .slice(0, MAX_NAMES)
    .map((party) => fieldText(nameOf(party)))
    .filter((name) => name !== undefined);
  return [...new Set(names)];
}

/**
 * What a leg means for its call. The parent is the call as it came in or was begun, its children
 * are the legs of `<Dial>`: they ring and answer, and their end does not end the call.
 */
import type { Direction, Party, PbxEvent } from '../../../lib/core/call.ts';
import { readCause } from '../causes.ts';
import type { Leg } from './twilio-leg.ts';
import { isOurs } from './twilio-parties.ts';

export function legEvents(leg: Leg): PbxEvent[] {
  return leg.isChild ? childEvents(leg) : parentEvents(leg);
}

/** The leg that came in, or that was begun through the API. */
function parentEvents(leg: Leg): PbxEvent[] {
  const { base, from, to, stage, way } = leg;
  const calledOurs = way === 'outbound-api' && isOurs(to) && !isTrunk(to);
  const direction = parentDirection(leg);
  const said: Omit<PbxEvent, 'kind'> = { ...base };
  if (direction) said.direction = direction;
  // Click-to-dial calls our own phone first; whom it is for is known with the child.
  if (calledOurs) said.from = to as Party;
  else {
    if (from) said.from = from;
    if (leg.line ?? to) said.to = (leg.line ?? to) as Party;
  }
  if (leg.via && direction === 'in') said.diversion = leg.via;
  if (stage === 'over') return [{ ...said, kind: 'hangup', end: endOf(leg) }];
  if (calledOurs) return [{ ...said, kind: 'update' }];
  if (stage === 'ringing') return [{ ...said, kind: 'new' }];
  // An incoming call is "in progress" as soon as Twilio plays something: nobody answered yet.
  return [{ ...said, kind: direction === 'out' && way !== 'inbound' ? 'answer' : 'update' }];
}

function parentDirection({ way, from, to }: Leg): Direction | undefined {
  if (way === 'inbound') return from && isPhone(from) ? 'out' : 'in';
  if (way?.startsWith('outbound')) return 'out';
  // Telnyx leaves it out of its status callbacks.
  if (isOurs(to)) return 'in';
  return isOurs(from) ? 'out' : undefined;
}

/**
 * A leg that `<Dial>` began: one of us who is rung, or the one whom we call. What it says about the
 * sides of the call is second to the parent, and nobody can be turned away by it: never `new`.
 */
function childEvents(leg: Leg): PbxEvent[] {
  const { base, stage, from, to } = leg;
  const direction = childDirection(leg);
  const said: Omit<PbxEvent, 'kind'> = { ...base };
  if (direction) said.direction = direction;
  if (direction === 'out') {
    if (from) said.from = from;
    if (to) said.to = to;
    if (stage === 'ringing') return [{ ...said, kind: 'update' }];
    if (stage === 'talking') return [{ ...said, kind: 'answer' }];
    return [{ ...said, kind: 'update', end: attemptOf(leg) }];
  }
  const line = leg.line ?? leg.via;
  // Dialled on with our own number as caller id: it says nothing about who calls.
  if (from && (from.e164 === undefined || from.e164 !== line?.e164)) said.from = from;
  if (line) said.to = line;
  const targets = to ? [to] : [];
  if (stage === 'ringing') return [{ ...said, kind: 'ring', targets }];
  if (stage === 'over') return [{ ...said, kind: 'stopRing', targets, end: attemptOf(leg) }];
  const answer: PbxEvent = { ...said, kind: 'answer' };
  if (to) answer.answeredBy = to;
  const number = to?.e164 ?? to?.extension;
  if (number !== undefined) answer.answeringNumber = number;
  return [answer];
}

function childDirection({ from, to, via }: Leg): Direction | undefined {
  if (isOurs(to)) return 'in';
  if (isOurs(from) && !isTrunk(from)) return 'out';
  // A number of ours was called before: somebody outside stands behind this call.
  if (via) return 'in';
  return isOurs(from) ? 'out' : undefined;
}

function isTrunk(party: Party | undefined): boolean {
  return party?.kind === 'trunk' || party?.kind === 'queue';
}

/**
 * A phone that calls through Twilio. Who calls our number over the telephone network calls in, be
 * it an agent's mobile: told to dial its own number, Twilio would call us in circles.
 */
function isPhone({ kind, account, extension, raw }: Party): boolean {
  if (account !== undefined || extension !== undefined) return kind !== 'external';
  return kind === 'person' && /^(?:client|sips?):/i.test(raw ?? '');
}

/** `failed` alone says little; the code of the telephone network says more. */
function endOf(leg: Leg): NonNullable<PbxEvent['end']> {
  const { status, sip, talkMs, end } = leg;
  const byCode = status === 'failed' && sip !== undefined ? readCause(String(sip)) : undefined;
  const cause = byCode && byCode !== 'normalClearing' ? byCode : readCause(status);
  const by = end === 'caller' || end === 'callee' ? end : undefined;
  // Of a call that came in it is the time in Twilio, menus and waiting included.
  const talked = status === 'completed' && leg.way?.startsWith('outbound') && !isOurs(leg.to);
  return {
    ...(cause !== status && { word: status }),
    ...(cause && { cause }),
    ...(sip !== undefined && { sip }),
    ...(by && { by }),
    ...(talkMs !== undefined && talked && { talkMs }),
  };
}

/** What became of one attempt to reach somebody; the call goes on. */
function attemptOf({ status, sip }: Leg): NonNullable<PbxEvent['end']> {
  return { dialStatus: status, ...(sip !== undefined && { sip }) };
}

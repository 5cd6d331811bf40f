/** Derives what a call is from what is known about it. Rules CM4–CM13 of `SPEC.md`. */
import { calleeLegEnds, endOf, endWords } from './call-end.ts';
import type { CallFacts } from './call-facts.ts';
import { everRangOf, ringingOf } from './call-rings.ts';
import { endTalks, type Talk, talksOf } from './call-talkers.ts';
import type { Call, CallState, Direction, Party, Transfer } from './call.ts';
import { decideCause, type EndWords } from './cause-decision.ts';
import { readCause } from './causes.ts';
import { leavesUs } from './fact-joins.ts';
import { canonical } from './claims.ts';

/** Everything of a `Call` that follows from its facts. */
export type DerivedCall = Omit<Call, 'id' | 'source' | 'nativeId' | 'version'>;

export function deriveCall(facts: CallFacts): DerivedCall {
  const from = facts.from?.value ?? {};
  const to = facts.to?.value ?? {};
  const direction = facts.direction?.value ?? inferDirection(from, to) ?? 'in';
  const transfers = transfersOf(facts);
  const legEnds = calleeLegEnds(facts);
  const rings = ringingOf(facts, legEnds);
  const told = talksOf(facts, { direction, from }, transfers);
  const end = endOf(facts, { legEnds, ringing: rings, talks: told, transfers });
  const { said, attempt } = endWords(facts, legEnds);
  const talks = told.length > 0 || !end ? told : countedTalk(facts, said, end.at, direction, from);
  const talkers = endTalks(talks, transfers, legEnds, end?.at);
  const answered = talkers.some(({ party }) => party.kind !== 'voicemail');
  const sentOn =
    facts.forwarded ||
    facts.link?.to !== undefined ||
    transfers.some((transfer) => transfer.type === 'forward' && leavesUs(transfer));
  const cause = end && decideCause({ answered, forwarded: sentOn, direction, said, attempt });
  const forwarded = !answered && (sentOn || cause === 'forwarded');
  const call: DerivedCall = {
    direction,
    state: stateOf(facts, end !== undefined, talkers.length > 0, rings.length > 0),
    from,
    to,
    ringing: end ? [] : rings,
    everRang: everRangOf(facts),
    talkers,
    startedAt: facts.firstAt,
    missed:
      direction === 'in' &&
      end !== undefined &&
      !answered &&
      !forwarded &&
      !facts.blocked &&
      // An end that nobody announced and that names nobody is noise of the telephone system.
      (facts.announced || facts.from !== undefined),
    voicemail: facts.voicemail || talkers.some(({ party }) => party.kind === 'voicemail'),
    forwarded,
    blocked: facts.blocked,
    endGuessed: end?.guessed ?? false,
    announced: facts.announced,
  };
  const answeredBy = direction === 'out' ? undefined : named(talkers.at(-1)?.party);
  if (facts.diversion) call.diversion = facts.diversion.value;
  if (facts.queue) call.queue = facts.queue.value;
  if (answeredBy) call.answeredBy = answeredBy;
  if (facts.answeringNumber && talkers.length > 0) {
    call.answeringNumber = facts.answeringNumber.value;
  }
  if (transfers.length > 0) call.transfers = transfers;
  if (talkers[0]) call.answeredAt = talkers[0].fromAt;
  if (facts.dialId) call.dialId = facts.dialId.value;
  if (facts.link?.from !== undefined) call.transferredFrom = facts.link.from;
  if (facts.link?.to !== undefined) call.transferredTo = facts.link.to;
  if (facts.link?.handedOver) call.handedOver = facts.link.handedOver;
  if (facts.mark) call.mark = facts.mark;
  if (end && cause) {
    call.endedAt = end.at;
    call.cause = cause;
    const word = end.guessed ? facts.guessedWord?.value : wordOf(said, cause);
    if (word !== undefined) call.causeWord = word;
    const detail = detailOf(said, attempt);
    if (Object.keys(detail).length > 0) call.causeDetail = detail;
  }
  return call;
}

/**
 * Which way a call goes by its two sides alone: our own side is an internal number, a device or
 * something the adapter marked as ours. Undefined when that tells nothing.
 */
export function inferDirection(from: Party, to: Party): Direction | undefined {
  const ourFrom = isOurs(from);
  const ourTo = isOurs(to);
  if (ourFrom && ourTo) return from.extension && to.extension ? 'internal' : 'in';
  if (ourTo) return 'in';
  if (ourFrom && to.e164) return 'out';
  return undefined;
}

function isOurs(party: Party): boolean {
  if (party.kind === 'external') return false;
  return party.kind !== undefined || party.extension !== undefined || party.account !== undefined;
}

function stateOf(facts: CallFacts, ended: boolean, talks: boolean, rings: boolean): CallState {
  if (ended) return 'ended';
  if (talks) return 'talking';
  return facts.waits && !rings ? 'queued' : 'ringing';
}

function transfersOf(facts: CallFacts): Transfer[] {
  return Object.values(facts.transfers)
    .map(({ at, value }) => ({ ...value, at }))
    .sort((a, b) => a.at - b.at || (canonical(a) < canonical(b) ? -1 : 1));
}

/**
 * The talk of a call whose answer nobody reported, by the time that the system counted (Placetel
 * and the FRITZ!Box after a lost line say no more than that).
 */
function countedTalk(
  facts: CallFacts,
  said: EndWords,
  endedAt: number,
  direction: Direction,
  from: Party,
): Talk[] {
  const { talkMs = 0, cause, word } = said;
  const meaning = cause ?? (word === undefined ? undefined : readCause(word));
  const contradicted = meaning !== undefined && meaning !== 'normalClearing';
  if (!(talkMs > 0) || contradicted || facts.voicemail || facts.blocked) return [];
  const fromAt = Math.max(facts.firstAt, endedAt - talkMs);
  return [{ party: direction === 'out' ? from : {}, fromAt, legs: [] }];
}

/** What was said, when it is not what we say. */
function wordOf({ word, cause }: EndWords, decided: Call['cause']): string | undefined {
  return word ?? (cause === decided ? undefined : cause);
}

function detailOf(said: EndWords, attempt: EndWords): NonNullable<Call['causeDetail']> {
  const { q850, sip, dialStatus, by } = { ...attempt, ...said };
  return {
    ...(q850 !== undefined && { q850 }),
    ...(sip !== undefined && { sip }),
    ...(dialStatus !== undefined && { dialStatus }),
    ...(by !== undefined && { by }),
  };
}

function named(party: Party | undefined): Party | undefined {
  return party && Object.keys(party).length > 0 ? party : undefined;
}

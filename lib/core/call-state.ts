/** Derives what a call is from what is known about it. Rules CM4–CM12 of `SPEC.md`. */
import { type CallFacts, NOBODY_KEY } from './call-facts.ts';
import type { Call, CallState, Cause, Direction, Party } from './call.ts';

/** Everything of a `Call` that follows from its facts. */
export type DerivedCall = Omit<Call, 'id' | 'source' | 'nativeId' | 'version'>;

export function deriveCall(facts: CallFacts): DerivedCall {
  const from = facts.from?.value ?? {};
  const to = facts.to?.value ?? {};
  const direction = facts.direction?.value ?? inferDirection(from, to) ?? 'in';
  const end = endOf(facts);
  const talkers = talkersOf(facts, direction, from, end?.at);
  const people = talkers.filter(({ party }) => party.kind !== 'voicemail');
  const answeredBy = direction === 'out' ? undefined : named(talkers.at(-1)?.party);
  const ringing = end ? [] : ringingOf(facts);
  const everRang = inOrder(facts.rings);
  const forwarded = facts.forwarded && people.length === 0;
  const voicemail = facts.voicemail || people.length < talkers.length;
  const call: DerivedCall = {
    direction,
    state: stateOf(facts, end !== undefined, talkers.length > 0, ringing.length > 0),
    from,
    to,
    ringing,
    everRang,
    talkers,
    startedAt: facts.firstAt,
    missed:
      direction === 'in' &&
      end !== undefined &&
      people.length === 0 &&
      !forwarded &&
      !facts.blocked &&
      // An end that nobody announced and that names nobody is noise of the telephone system.
      (facts.announced || facts.from !== undefined),
    voicemail,
    forwarded,
    blocked: facts.blocked,
    endGuessed: end?.guessed ?? false,
    announced: facts.announced,
  };
  if (facts.diversion) call.diversion = facts.diversion.value;
  if (facts.queue) call.queue = facts.queue.value;
  if (answeredBy) call.answeredBy = answeredBy;
  if (facts.answeringNumber && talkers.length > 0) {
    call.answeringNumber = facts.answeringNumber.value;
  }
  if (talkers[0]) call.answeredAt = talkers[0].fromAt;
  if (facts.dialId) call.dialId = facts.dialId.value;
  if (end) {
    call.endedAt = end.at;
    call.cause = causeOf(facts, direction, people.length > 0);
    const word = facts.end?.word;
    if (word !== undefined) call.causeWord = word;
    else if (facts.end?.cause && facts.end.cause !== call.cause) call.causeWord = facts.end.cause;
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

/** A reported end holds for good; a guessed one only until somebody answers after it. */
function endOf(facts: CallFacts): { at: number; guessed: boolean } | undefined {
  if (facts.end) return { at: Math.max(facts.firstAt, facts.end.at), guessed: false };
  const { guessedEndAt, answerSeenAt } = facts;
  if (guessedEndAt === undefined) return undefined;
  if (answerSeenAt !== undefined && answerSeenAt > guessedEndAt) return undefined;
  return { at: guessedEndAt, guessed: true };
}

function talkersOf(
  facts: CallFacts,
  direction: Direction,
  from: Party,
  endedAt: number | undefined,
): Call['talkers'] {
  const all = Object.entries(facts.talks);
  const known = all.filter(([key]) => key !== NOBODY_KEY);
  // An answer without a name adds nothing once somebody is named, but may be the earlier one.
  const chosen = known.length > 0 ? known : all;
  const earliest = Math.min(...all.map(([, talk]) => talk.fromAt));
  const sorted = chosen
    .sort(([a, x], [b, y]) => x.fromAt - y.fromAt || (a < b ? -1 : 1))
    .map(([key, talk], index) => ({
      party: key === NOBODY_KEY && direction === 'out' ? from : talk.party,
      fromAt: index === 0 ? earliest : talk.fromAt,
    }));
  return sorted.map((talker, index) => {
    const fromAt = endedAt === undefined ? talker.fromAt : Math.min(talker.fromAt, endedAt);
    const next = sorted[index + 1]?.fromAt;
    const toAt = minimum(next, endedAt);
    return toAt === undefined
      ? { party: talker.party, fromAt }
      : { party: talker.party, fromAt, toAt };
  });
}

/** Who rings now: nobody that stopped, and after an answer only those rung anew. */
function ringingOf(facts: CallFacts): Party[] {
  const answered = facts.answerSeenAt ?? -1;
  const now = Object.entries(facts.rings).filter(
    ([, { rangAt, stoppedAt }]) => rangAt > answered && (stoppedAt ?? -1) < rangAt,
  );
  return inOrder(Object.fromEntries(now));
}

function inOrder(rings: CallFacts['rings']): Party[] {
  return Object.entries(rings)
    .sort(([a, x], [b, y]) => x.place - y.place || (a < b ? -1 : 1))
    .map(([, { party }]) => party);
}

/**
 * The cause in the one order that real systems make right: what happened comes before what was
 * said (a queue caller who gives up is reported as `normalClearing`).
 */
function causeOf(facts: CallFacts, direction: Direction, answered: boolean): Cause {
  if (answered) return 'normalClearing';
  if (facts.forwarded) return 'forwarded';
  const said = facts.end?.cause;
  if (said && said !== 'normalClearing') return said;
  return direction === 'out' ? 'noAnswer' : 'cancel';
}

function named(party: Party | undefined): Party | undefined {
  return party && Object.keys(party).length > 0 ? party : undefined;
}

function minimum(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.min(a, b);
}

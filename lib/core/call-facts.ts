/**
 * What is known about one call, as a join of everything heard.
 *
 * Each fact is kept by a rule that does not care for order or repetition (earliest wins, latest
 * wins, union), so the facts are the same whatever way the events came in. State is derived from
 * them in `call-state.ts`. Rules CM1–CM3 of `SPEC.md`.
 */
import type { Call, CallMark, Direction, Party, PbxEvent } from './call.ts';
import type { EndWords } from './cause-decision.ts';
import { canonical, type Claim, stronger } from './claims.ts';
import {
  joinAttempt,
  joinEnd,
  joinStops,
  joinRings,
  joinTalk,
  joinTransfer,
} from './fact-joins.ts';

/** A party at one of its phones. */
export interface RingFact {
  party: Party;
  leg?: string;
  /** Place in the list it was named in, so that names keep the order they were sent in. */
  place: number;
  /** Latest start of ringing; 0 when the new call named it (any later stop beats it). */
  rangAt: number;
  /** Latest stop; absent while it rings. */
  stoppedAt?: number;
  /** The same by the sender's own counting, which outranks the times. */
  rangSeq?: number;
  stoppedSeq?: number;
}

export interface TalkFact {
  party: Party;
  leg?: string;
  fromAt: number;
}

/** The earliest report of an end (of the call, or of one leg), each word of it by the earliest that said it. */
export interface EndFact {
  at: number;
  leg?: string;
  said: { [Key in keyof EndWords]?: Claim<NonNullable<EndWords[Key]>> };
}

/** Set by whoever knows both calls: this one goes on from, or in, another one. Ids are ours. */
export interface CallLink {
  from?: string;
  to?: string;
  handedOver?: Call['handedOver'];
}

export interface CallFacts {
  firstAt: number;
  /** A `new` event was seen. */
  announced: boolean;
  direction?: Claim<Direction>;
  from?: Claim<Party>;
  to?: Claim<Party>;
  diversion?: Claim<Party>;
  queue?: Claim<{ id?: string; name?: string }>;
  dialId?: Claim<string>;
  answeringNumber?: Claim<string>;
  /** The system said that the caller waits and nobody rings yet. */
  waits: boolean;
  rings: Record<string, RingFact>;
  talks: Record<string, TalkFact>;
  transfers: Record<string, Claim<NonNullable<PbxEvent['transfer']>>>;
  /** Reported ends by leg. */
  ends: Record<string, EndFact>;
  /** What became of the latest attempt to reach somebody. */
  attempt?: Claim<EndWords>;
  /** Latest sign of life: somebody rung, an answer, a hand-over. It may outdate a guessed end. */
  aliveAt?: number;
  /** Latest time at which we gave the call up, and why. */
  guessedEndAt?: number;
  guessedWord?: Claim<string>;
  /** Some report said `forwarded`, whatever else was said. */
  forwarded: boolean;
  voicemail: boolean;
  blocked: boolean;
  link?: CallLink;
  mark?: CallMark;
  /** The person on the other side was taken out of it (rule PV4); what comes later must not bring them back. */
  erasedAt?: number;
}

/** A call together with the facts it was derived from; what the ledger stores. */
export interface TrackedCall extends Call {
  facts: CallFacts;
  /** Milliseconds to add to the times of its events: the clock that gave them is wrong. */
  shiftMs?: number;
}

/** Facts after `event`; the same object when it told nothing new. */
export function joinFacts(known: CallFacts | undefined, event: PbxEvent): CallFacts {
  const facts: CallFacts = known ? structuredClone(known) : emptyFacts(event.at);
  const { at, kind } = event;
  facts.firstAt = Math.min(facts.firstAt, at);
  if (kind === 'new') facts.announced = true;
  joinClaims(facts, event);
  if (event.queue && event.targets?.length === 0) facts.waits = true;
  if (event.flags?.voicemail) facts.voicemail = true;
  if (event.flags?.blocked) facts.blocked = true;
  if (event.end?.cause === 'forwarded' && kind === 'hangup') facts.forwarded = true;
  if (kind === 'new' || kind === 'ring') joinRings(facts, event);
  if (kind === 'stopRing') joinStops(facts, event);
  if (kind === 'answer' || (kind === 'transfer' && event.answeredBy)) {
    joinTalk(facts, event.answeredBy ?? {}, event);
  }
  if (kind === 'transfer') joinTransfer(facts, event);
  // Only we say this, one after the other: the last word counts, the same word again is none.
  if (event.mark && event.mark.done !== facts.mark?.done) facts.mark = { ...event.mark, at };
  if (kind === 'hangup') joinEnd(facts, event);
  else joinAttempt(facts, event);
  return known && canonical(facts) === canonical(known) ? known : facts;
}

/** Latest time that the facts speak of. */
export function newestAt(facts: CallFacts): number {
  return Math.max(
    facts.firstAt,
    facts.aliveAt ?? 0,
    facts.guessedEndAt ?? 0,
    ...Object.values(facts.rings).map(({ rangAt, stoppedAt }) => Math.max(rangAt, stoppedAt ?? 0)),
    ...Object.values(facts.ends).map(({ at }) => at),
  );
}

function emptyFacts(at: number): CallFacts {
  return {
    firstAt: at,
    announced: false,
    waits: false,
    rings: {},
    talks: {},
    transfers: {},
    ends: {},
    forwarded: false,
    voicemail: false,
    blocked: false,
  };
}

type Claimed = 'direction' | 'from' | 'to' | 'diversion' | 'queue' | 'dialId' | 'answeringNumber';

function joinClaims(facts: CallFacts, event: PbxEvent): void {
  const rank = event.kind === 'new' ? 0 : 1;
  function claim<K extends Claimed>(key: K, value: PbxEvent[K], as = rank): void {
    if (value === undefined) return;
    const mine = { rank: as, at: event.at, value } as NonNullable<CallFacts[K]>;
    facts[key] = stronger<unknown>(mine, facts[key]) as CallFacts[K];
  }
  claim('direction', event.direction);
  claim('from', event.from);
  claim('to', event.to);
  claim('diversion', event.diversion);
  claim('queue', event.queue);
  claim('dialId', event.dialId);
  // The answer names who answered better than the hang-up does.
  claim('answeringNumber', event.answeringNumber, event.kind === 'answer' ? 0 : 1);
}

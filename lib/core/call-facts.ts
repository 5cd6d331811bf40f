/**
 * What is known about one call, as a join of everything heard.
 *
 * Each fact is kept by a rule that does not care for order or repetition (earliest wins, latest
 * wins, union), so the facts are the same whatever way the events came in. State is derived from
 * them in `call-state.ts`. Rules CM1–CM3 of `SPEC.md`.
 */
import type { Call, Cause, Direction, Party, PbxEvent } from './call.ts';

/** A statement with its authority: the lower rank wins, then the earlier, then the smaller text. */
export interface Claim<T> {
  rank: number;
  at: number;
  value: T;
}

export interface RingFact {
  party: Party;
  /** Place in the list it was named in, so that names keep the order they were sent in. */
  place: number;
  /** Latest start of ringing; 0 when the new call named it (any later stop beats it). */
  rangAt: number;
  /** Latest stop; absent while it rings. */
  stoppedAt?: number;
}

export interface TalkFact {
  party: Party;
  fromAt: number;
}

/** The end as reported, or as concluded by us (`guessed`, which any report beats). */
export interface EndFact {
  at: number;
  cause?: Cause;
  word?: string;
}

export interface CallFacts {
  firstAt: number;
  /** Newest `new` event that was seen. */
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
  /** Latest answer of all, repeated ones too: it may outdate a guessed end. */
  answerSeenAt?: number;
  end?: EndFact;
  /** Latest time at which we gave the call up. */
  guessedEndAt?: number;
  /** Some report said `forwarded`, whatever else was said. */
  forwarded: boolean;
  voicemail: boolean;
  blocked: boolean;
}

/** A call together with the facts it was derived from; what the ledger stores. */
export interface TrackedCall extends Call {
  facts: CallFacts;
}

/** Facts after `event`; the same object when it told nothing new. */
export function joinFacts(known: CallFacts | undefined, event: PbxEvent): CallFacts {
  const before = known ?? emptyFacts(event.at);
  const facts: CallFacts = structuredClone(before);
  const rank = event.kind === 'new' ? 0 : 1;
  const { at } = event;
  facts.firstAt = Math.min(facts.firstAt, at);
  if (event.kind === 'new') facts.announced = true;
  claim(facts, 'direction', rank, at, event.direction);
  claim(facts, 'from', rank, at, event.from);
  claim(facts, 'to', rank, at, event.to);
  claim(facts, 'diversion', rank, at, event.diversion);
  claim(facts, 'queue', rank, at, event.queue);
  claim(facts, 'dialId', rank, at, event.dialId);
  // The answer names who answered better than the hang-up does.
  claim(facts, 'answeringNumber', event.kind === 'answer' ? 0 : 1, at, event.answeringNumber);
  if (event.queue && event.targets?.length === 0) facts.waits = true;
  if (event.flags?.voicemail) facts.voicemail = true;
  if (event.flags?.blocked) facts.blocked = true;
  if (event.end?.cause === 'forwarded') facts.forwarded = true;
  switch (event.kind) {
    case 'new':
    case 'ring':
      joinRings(facts, event.targets ?? [], event.kind === 'new' ? 0 : at);
      break;
    case 'stopRing':
      joinStops(facts, event.targets ?? [], at);
      break;
    case 'answer':
      joinTalk(facts, event.answeredBy ?? {}, at);
      break;
    case 'transfer':
      if (event.answeredBy) joinTalk(facts, event.answeredBy, at);
      break;
    case 'hangup':
      joinEnd(facts, event);
      break;
    case 'update':
      break;
  }
  return known && same(facts, known) ? known : facts;
}

/** Key of a party about whom nothing is known. */
export const NOBODY_KEY = '=';

/**
 * One party, one key: the device if known, else the name, else a number. The sign in front keeps
 * names such as `constructor` apart from what every object has.
 */
export function partyKey(party: Party): string {
  const text = party.account ?? party.name ?? party.extension ?? party.e164 ?? party.raw ?? '';
  return NOBODY_KEY + text.trim().toLowerCase();
}

/** A text that is equal for equal values, whatever order their keys were written in. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function emptyFacts(at: number): CallFacts {
  return {
    firstAt: at,
    announced: false,
    waits: false,
    rings: {},
    talks: {},
    forwarded: false,
    voicemail: false,
    blocked: false,
  };
}

type Claimed = 'direction' | 'from' | 'to' | 'diversion' | 'queue' | 'dialId' | 'answeringNumber';

function claim<K extends Claimed>(
  facts: CallFacts,
  key: K,
  rank: number,
  at: number,
  value: unknown,
): void {
  if (value === undefined) return;
  const mine = { rank, at, value } as NonNullable<CallFacts[K]>;
  const theirs = facts[key];
  if (theirs === undefined || beats(mine, theirs)) facts[key] = mine;
}

function beats(a: Claim<unknown>, b: Claim<unknown>): boolean {
  if (a.rank !== b.rank) return a.rank < b.rank;
  if (a.at !== b.at) return a.at < b.at;
  return canonical(a.value) < canonical(b.value);
}

function joinRings(facts: CallFacts, targets: readonly Party[], at: number): void {
  for (const [place, party] of targets.entries()) {
    const key = partyKey(party);
    const fact = facts.rings[key];
    if (!fact) facts.rings[key] = { party, place, rangAt: at };
    else {
      fact.party = fuller(fact.party, party);
      fact.place = Math.min(fact.place, place);
      fact.rangAt = Math.max(fact.rangAt, at);
    }
  }
}

function joinStops(facts: CallFacts, targets: readonly Party[], at: number): void {
  for (const [place, party] of targets.entries()) {
    const key = partyKey(party);
    const fact = (facts.rings[key] ??= { party, place, rangAt: 0 });
    fact.party = fuller(fact.party, party);
    fact.place = Math.min(fact.place, place);
    fact.stoppedAt = Math.max(fact.stoppedAt ?? 0, at);
  }
}

function joinTalk(facts: CallFacts, party: Party, at: number): void {
  const key = partyKey(party);
  const fact = facts.talks[key];
  if (!fact) facts.talks[key] = { party, fromAt: at };
  else {
    fact.party = fuller(fact.party, party);
    fact.fromAt = Math.min(fact.fromAt, at);
  }
  facts.answerSeenAt = Math.max(facts.answerSeenAt ?? 0, at);
}

function joinEnd(facts: CallFacts, { at, end }: PbxEvent): void {
  if (end?.guessed) {
    facts.guessedEndAt = Math.max(facts.guessedEndAt ?? 0, at);
    return;
  }
  const mine: EndFact = { at };
  if (end?.cause !== undefined) mine.cause = end.cause;
  if (end?.word !== undefined) mine.word = end.word;
  const theirs = facts.end;
  const earlier =
    !theirs || at < theirs.at || (at === theirs.at && canonical(mine) < canonical(theirs));
  if (earlier) facts.end = mine;
}

/** Of two descriptions of one party the one that says more; of equals the smaller text. */
function fuller(a: Party, b: Party): Party {
  const left = canonical(a);
  const right = canonical(b);
  if (Object.keys(a).length !== Object.keys(b).length) {
    return Object.keys(a).length > Object.keys(b).length ? a : b;
  }
  return left <= right ? a : b;
}

function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

/** How each kind of statement is joined to the facts of a call. All of these only ever add. */
import type { CallFacts, EndFact, RingFact } from './call-facts.ts';
import type { Party, PbxEvent } from './call.ts';
import type { EndWords } from './cause-decision.ts';
import { canonical, stronger } from './claims.ts';
import { fuller, NOBODY_KEY, partyKey } from './party.ts';

/** No real call comes near; what a hostile sender adds beyond is not kept. */
const MAX_ENTRIES = 500;

export function joinRings(facts: CallFacts, event: PbxEvent): void {
  const first = event.kind === 'new';
  // The leg of a new call is the caller's.
  const leg = first ? undefined : legOf(event);
  for (const [place, party] of (event.targets ?? []).entries()) {
    ring(facts, party, place, leg, first ? 0 : event.at, first ? undefined : event.seq);
  }
  if (!first && event.targets?.length) alive(facts, event.at);
}

export function joinStops(facts: CallFacts, event: PbxEvent): void {
  const { at, seq, targets = [] } = event;
  const leg = legOf(event);
  for (const [place, party] of targets.entries()) {
    const fact = ringFact(facts, party, place, leg);
    if (!fact) continue;
    fact.stoppedAt = Math.max(fact.stoppedAt ?? 0, at);
    if (seq !== undefined) fact.stoppedSeq = Math.max(fact.stoppedSeq ?? seq, seq);
  }
}

export function joinTalk(facts: CallFacts, party: Party, event: PbxEvent): void {
  const leg = legOf(event);
  const key = legKey(partyKey(party), leg);
  const fact = facts.talks[key];
  if (fact) {
    fact.party = fuller(fact.party, party);
    fact.fromAt = Math.min(fact.fromAt, event.at);
  } else if (hasRoom(facts.talks)) {
    facts.talks[key] = { party, ...(leg !== undefined && { leg }), fromAt: event.at };
  }
  alive(facts, event.at);
}

export function joinTransfer(facts: CallFacts, event: PbxEvent): void {
  const { transfer: value, at } = event;
  if (!value) return;
  alive(facts, at);
  const { type, by = {}, to = {} } = value;
  const key = canonical([type, partyKey(by), partyKey(to)]);
  if (facts.transfers[key] || hasRoom(facts.transfers)) {
    facts.transfers[key] = stronger({ rank: 0, at, value }, facts.transfers[key]);
  }
  // Whom a blind one reaches is told by whoever rings; here is only where it was sent.
  if (type === 'attended' && partyKey(to) !== NOBODY_KEY) {
    const { legId: _legId, ...rest } = event;
    joinTalk(facts, to, rest);
  }
}

/** What became of one attempt to reach somebody; the latest counts. */
export function joinAttempt(facts: CallFacts, { at, end }: PbxEvent): void {
  const value = wordsOf(end);
  if (Object.keys(value).length === 0) return;
  facts.attempt = stronger({ rank: -at, at, value }, facts.attempt);
}

export function joinEnd(facts: CallFacts, event: PbxEvent): void {
  const { at, end } = event;
  if (end?.guessed) {
    facts.guessedEndAt = Math.max(facts.guessedEndAt ?? 0, at);
    const value = end.word;
    if (value !== undefined) {
      facts.guessedWord = stronger({ rank: -at, at, value }, facts.guessedWord);
    }
    return;
  }
  const leg = legOf(event);
  const key = legKey('', leg);
  if (!facts.ends[key] && !hasRoom(facts.ends)) return;
  const fact: EndFact = (facts.ends[key] ??= { at, ...(leg !== undefined && { leg }), said: {} });
  fact.at = Math.min(fact.at, at);
  for (const [name, value] of Object.entries(wordsOf(end))) {
    const said = fact.said as Record<string, EndFact['said']['word']>;
    said[name] = stronger({ rank: 0, at, value: value as string }, said[name]);
  }
}

/** The caller was sent to somebody outside: nobody of us is asked any more. */
export function leavesUs({ external, to }: NonNullable<PbxEvent['transfer']>): boolean {
  if (external !== undefined) return external;
  if (!to || partyKey(to) === NOBODY_KEY) return true;
  if (to.kind !== undefined) return to.kind === 'external';
  return to.e164 !== undefined && to.extension === undefined && to.account === undefined;
}

/** A "leg" that is the call itself is none. */
function legOf({ legId, callId }: PbxEvent): string | undefined {
  return legId === callId || legId === '' ? undefined : legId;
}

function legKey(key: string, leg: string | undefined): string {
  return leg === undefined ? `=${key}` : `=${key}\0${leg}`;
}

function ring(
  facts: CallFacts,
  party: Party,
  place: number,
  leg: string | undefined,
  at: number,
  seq: number | undefined,
): void {
  const fact = ringFact(facts, party, place, leg);
  if (!fact) return;
  fact.rangAt = Math.max(fact.rangAt, at);
  if (seq !== undefined) fact.rangSeq = Math.max(fact.rangSeq ?? seq, seq);
}

function ringFact(
  facts: CallFacts,
  party: Party,
  place: number,
  leg: string | undefined,
): RingFact | undefined {
  const key = legKey(partyKey(party), leg);
  const fact = facts.rings[key];
  if (fact) {
    fact.party = fuller(fact.party, party);
    fact.place = Math.min(fact.place, place);
    return fact;
  }
  if (!hasRoom(facts.rings)) return undefined;
  return (facts.rings[key] = { party, ...(leg !== undefined && { leg }), place, rangAt: 0 });
}

function wordsOf(end: PbxEvent['end']): EndWords {
  const { guessed: _guessed, ...words } = end ?? {};
  return Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined));
}

function alive(facts: CallFacts, at: number): void {
  facts.aliveAt = Math.max(facts.aliveAt ?? 0, at);
}

function hasRoom(record: object): boolean {
  return Object.keys(record).length < MAX_ENTRIES;
}

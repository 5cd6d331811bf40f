/** Who talked, one after the other. Rule CM10. */
import type { CallFacts, TalkFact } from './call-facts.ts';
import type { Direction, Party, Talker, Transfer } from './call.ts';
import { groupByParty, NOBODY_KEY, partyKey, sameParty } from './party.ts';

/** Somebody who talked from then on, at these legs. */
export interface Talk {
  party: Party;
  fromAt: number;
  legs: string[];
}

/** All who talked, in order; ends are left to `endTalks`. */
export function talksOf(
  facts: CallFacts,
  sides: { direction: Direction; from: Party },
  transfers: readonly Transfer[],
): Talk[] {
  const all = Object.values(facts.talks);
  const named = all.filter(({ party }) => partyKey(party) !== NOBODY_KEY);
  const unnamed = all.filter(({ party }) => partyKey(party) === NOBODY_KEY);
  const handOvers = transfers.filter(({ type }) => type !== 'forward');
  const talks = [...groupByParty(named)].flatMap(([party, facts]) => talksOfOne(party, facts));
  const first = nameless(unnamed, talks, handOvers, sides);
  if (first) talks.push(first);
  const begin = Math.min(...talks.map(({ fromAt }) => fromAt));
  const implied = handOvers.find(({ by, at }) => by && at < begin && partyKey(by) !== NOBODY_KEY);
  // Who hands a call over must have had it.
  if (implied?.by) talks.push({ party: implied.by, fromAt: implied.at, legs: [] });
  const sorted = talks.sort(
    (a, b) =>
      a.fromAt - b.fromAt ||
      compare(partyKey(a.party), partyKey(b.party)) ||
      compare(a.legs.join(), b.legs.join()),
  );
  const earliest = sorted[0];
  if (earliest) earliest.fromAt = Math.min(earliest.fromAt, ...all.map(({ fromAt }) => fromAt));
  return joinNeighbours(sorted, handOvers);
}

/** Each until the next, until they handed over or hung up, at the latest until the end. */
export function endTalks(
  talks: readonly Talk[],
  transfers: readonly Transfer[],
  legEnds: ReadonlyMap<string, number>,
  endedAt: number | undefined,
): Talker[] {
  return talks.map(({ party, fromAt: begin, legs }, index) => {
    const fromAt = Math.min(begin, endedAt ?? begin);
    const until = Math.min(talks[index + 1]?.fromAt ?? Infinity, endedAt ?? Infinity);
    // Only what lies between, so that many talks and hand-overs do not multiply.
    const left = transfers.find(
      (one) =>
        one.at >= fromAt &&
        one.at < until &&
        one.type !== 'forward' &&
        leaves(one, { party, fromAt }),
    );
    const hungUp = legs.map((leg) => legEnds.get(leg) ?? Infinity);
    const ends = [until, left?.at ?? Infinity, hungUp.length > 0 ? Math.max(...hungUp) : Infinity];
    const toAt = Math.max(fromAt, Math.min(...ends));
    return toAt === Infinity ? { party, fromAt } : { party, fromAt, toAt };
  });
}

/** A report with a leg is of that leg alone; one without repeats what the others say. */
function talksOfOne(party: Party, facts: readonly TalkFact[]): Talk[] {
  const withLeg = facts.filter(({ leg }) => leg !== undefined);
  const talks = (withLeg.length > 0 ? withLeg : facts.slice(0, 1))
    .map(({ leg, fromAt }) => ({ party, fromAt, legs: leg === undefined ? [] : [leg] }))
    .sort((a, b) => a.fromAt - b.fromAt || compare(a.legs.join(), b.legs.join()));
  const first = talks[0];
  if (first) first.fromAt = Math.min(...facts.map(({ fromAt }) => fromAt));
  return talks;
}

/**
 * An answer without a name: of our own side in an outgoing call. It adds nobody once somebody is
 * named, unless that one got the call by a hand-over.
 */
function nameless(
  unnamed: readonly TalkFact[],
  named: readonly Talk[],
  handOvers: readonly Transfer[],
  { direction, from }: { direction: Direction; from: Party },
): Talk | undefined {
  if (unnamed.length === 0) return undefined;
  const fromAt = Math.min(...unnamed.map((fact) => fact.fromAt));
  const after = handOvers.find(({ at }) => at >= fromAt);
  const someoneEarlier = named.some((talk) => talk.fromAt <= (after?.at ?? Infinity) - 1);
  if (named.length > 0 && (!after || someoneEarlier)) return undefined;
  const legs = unnamed.flatMap(({ leg }) => (leg === undefined ? [] : [leg])).sort();
  return { party: direction === 'out' ? from : (after?.by ?? {}), fromAt, legs };
}

/** Two reports of one party with nobody and no hand-over in between are one talk. */
function joinNeighbours(talks: readonly Talk[], handOvers: readonly Transfer[]): Talk[] {
  const joined: Talk[] = [];
  // Hand-overs before that one were looked at already.
  let sinceAt = -Infinity;
  for (const talk of talks) {
    const last = joined.at(-1);
    const goesOn =
      last &&
      sameParty(last.party, talk.party) &&
      !handOvers.some((one) => one.at < talk.fromAt && one.at >= sinceAt && leaves(one, last));
    if (goesOn) last.legs.push(...talk.legs);
    else joined.push({ ...talk, legs: [...talk.legs] });
    sinceAt = talk.fromAt;
  }
  return joined;
}

/** A hand-over by nobody named is by who talked then. */
function leaves({ by, at }: Transfer, talk: { party: Party; fromAt: number }): boolean {
  return by === undefined ? at > talk.fromAt : sameParty(by, talk.party);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

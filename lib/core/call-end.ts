/** Whether and when a call is over. Rules CM5, CM6, CM17. */
import type { CallFacts, EndFact } from './call-facts.ts';
import type { Party, Transfer } from './call.ts';
import type { Talk } from './call-talkers.ts';
import type { EndWords } from './cause-decision.ts';
import { type Claim, stronger } from './claims.ts';

/** Legs that rang or talked: their end is not the call's. */
export function calleeLegEnds(facts: CallFacts): Map<string, number> {
  const legs = new Set<string>();
  for (const { leg, rangAt } of Object.values(facts.rings)) {
    if (leg !== undefined && rangAt > 0) legs.add(leg);
  }
  for (const { leg } of Object.values(facts.talks)) if (leg !== undefined) legs.add(leg);
  const ends = Object.values(facts.ends);
  return new Map(
    ends.flatMap(({ leg, at }): [string, number][] =>
      leg !== undefined && legs.has(leg) ? [[leg, at]] : [],
    ),
  );
}

/** A reported end holds for good; a guessed one only until the call shows that it lives. */
export function endOf(
  facts: CallFacts,
  now: {
    legEnds: ReadonlyMap<string, number>;
    ringing: readonly Party[];
    talks: readonly Talk[];
    transfers: readonly Transfer[];
  },
): { at: number; guessed: boolean } | undefined {
  const reports = ownEnds(facts, now.legEnds).map(({ at }) => at);
  if (reports.length > 0) {
    return { at: Math.max(facts.firstAt, Math.min(...reports)), guessed: false };
  }
  if (nobodyLeft(facts, now)) return { at: Math.max(...now.legEnds.values()), guessed: false };
  const { guessedEndAt, aliveAt } = facts;
  if (guessedEndAt === undefined || (aliveAt ?? -1) > guessedEndAt) return undefined;
  return { at: guessedEndAt, guessed: true };
}

/** What was said about the end of the call, and of the last attempt to reach somebody. */
export function endWords(
  facts: CallFacts,
  legEnds: ReadonlyMap<string, number>,
): { said: EndWords; attempt: EndWords } {
  const own = ownEnds(facts, legEnds);
  const legs = Object.values(facts.ends).filter((end) => !own.includes(end));
  let attempt: Claim<EndWords> | undefined = facts.attempt;
  for (const leg of legs) {
    const { at } = leg;
    attempt = stronger({ rank: -at, at, value: together([leg]) }, attempt);
  }
  return { said: together(own), attempt: attempt?.value ?? {} };
}

/** Reports of the caller's leg or of no leg. */
function ownEnds(facts: CallFacts, legEnds: ReadonlyMap<string, number>): EndFact[] {
  return Object.values(facts.ends).filter(({ leg }) => leg === undefined || !legEnds.has(leg));
}

function nobodyLeft(facts: CallFacts, now: Parameters<typeof endOf>[1]): boolean {
  const { legEnds, ringing, talks, transfers } = now;
  if (legEnds.size === 0 || ringing.length > 0) return false;
  if (facts.waits && talks.length === 0) return false;
  const lastTalkAt = Math.max(-1, ...talks.map(({ fromAt }) => fromAt));
  if (transfers.some(({ at }) => at >= lastTalkAt)) return false;
  return talks.every(({ legs }) => legs.every((leg) => legEnds.has(leg)));
}

/** Each word by the earliest that said it. */
function together(ends: readonly EndFact[]): EndWords {
  const said: Record<string, Claim<unknown>> = {};
  for (const end of ends) {
    for (const [name, claim] of Object.entries(end.said)) {
      said[name] = stronger<unknown>(claim, said[name]);
    }
  }
  return Object.fromEntries(Object.entries(said).map(([name, { value }]) => [name, value]));
}

/** Whom a call rings at. Rule CM9. */
import type { CallFacts, RingFact } from './call-facts.ts';
import type { Party } from './call.ts';
import { groupByParty, partyKey } from './party.ts';

/** Everybody it rang at, in the order they were named. */
export function everRangOf(facts: CallFacts): Party[] {
  return inOrder(groupByParty(Object.values(facts.rings)));
}

/**
 * Who rings now: at one phone at least that has not stopped, and after an answer only where it
 * rang anew.
 *
 * @param endedLegs of those rung, with the time they ended
 */
export function ringingOf(facts: CallFacts, endedLegs: ReadonlyMap<string, number>): Party[] {
  const answered = Math.max(-1, ...Object.values(facts.talks).map(({ fromAt }) => fromAt));
  const groups = groupByParty(Object.values(facts.rings));
  for (const [party, phones] of groups) {
    const rings = phones.some(
      (phone) =>
        phone.rangAt > answered &&
        !legEnded(phone, endedLegs) &&
        !phones.some((other) => silences(other, phone)),
    );
    if (!rings) groups.delete(party);
  }
  return inOrder(groups);
}

/** A stop without a leg is of all phones, and a ring without one is stopped by any. */
function silences(stop: RingFact, ring: RingFact): boolean {
  if (stop.stoppedAt === undefined) return false;
  if (stop.leg !== undefined && ring.leg !== undefined && stop.leg !== ring.leg) return false;
  if (stop.leg === ring.leg && stop.stoppedSeq !== undefined && ring.rangSeq !== undefined) {
    return stop.stoppedSeq >= ring.rangSeq;
  }
  return stop.stoppedAt >= ring.rangAt;
}

function legEnded({ leg, rangAt }: RingFact, endedLegs: ReadonlyMap<string, number>): boolean {
  return leg !== undefined && (endedLegs.get(leg) ?? -1) >= rangAt;
}

function inOrder(groups: ReadonlyMap<Party, readonly RingFact[]>): Party[] {
  const place = (phones: readonly RingFact[]) => Math.min(...phones.map((phone) => phone.place));
  return [...groups]
    .sort(([a, x], [b, y]) => place(x) - place(y) || (partyKey(a) < partyKey(b) ? -1 : 1))
    .map(([party]) => party);
}

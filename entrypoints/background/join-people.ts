/** People on a card from two sides: the relay's directory and Zammad's own search. Pure. */
import type { CardPerson } from '../../lib/core/card.ts';
import { isSureKind } from '../../lib/core/match/sure.ts';

export function isKnown({ reason }: CardPerson): boolean {
  return isSureKind(reason.kind);
}

/** Who has the number by their record, not because somebody said so. */
export function hasNumberItself(person: CardPerson): boolean {
  return isKnown(person) && person.reason.kind !== 'picked';
}

/** Those who were there stay first; a hit ends the guessing, and takes the place of a guess. */
export function joinPeople(
  there: readonly CardPerson[],
  found: readonly CardPerson[],
): CardPerson[] {
  const known = new Set(found.filter(isKnown).map(({ userId }) => userId));
  const kept = there.filter((person) => isKnown(person) || !known.has(person.userId));
  const more = found.filter(({ userId }) => kept.every((one) => one.userId !== userId));
  const all = [...kept, ...more];
  return all.some(hasNumberItself) ? all.filter(isKnown) : all;
}

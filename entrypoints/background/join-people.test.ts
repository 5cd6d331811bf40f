import { expect, it } from 'vitest';
import type { MatchKind } from '../../lib/core/agent-call.ts';
import type { CardPerson } from '../../lib/core/card.ts';
import { sampleCall } from '../../tests/background/sample-call.ts';
import { EMPTY_NOTE, makeCard, withCall } from './card-make.ts';
import { joinPeople } from './join-people.ts';

const person = (userId: number, kind: MatchKind): CardPerson => ({
  userId,
  name: `P${userId}`,
  vip: false,
  reason: { kind },
});
const joined = (there: CardPerson[], found: CardPerson[]) =>
  joinPeople(there, found).map(({ userId, reason }) => `${userId} ${reason.kind}`);

it('a hit takes the place of a guess, and ends the guessing', () => {
  expect(joined([person(1, 'block')], [person(1, 'exact')])).toEqual(['1 exact']);
  expect(joined([person(1, 'block')], [person(2, 'exact')])).toEqual(['2 exact']);
  expect(joined([person(1, 'exact')], [person(2, 'block')])).toEqual(['1 exact']);
});

it('guesses of both sides stand together, whom the team picked before them', () => {
  expect(joined([person(1, 'block')], [person(2, 'mentioned')])).toEqual([
    '1 block',
    '2 mentioned',
  ]);
  expect(joined([person(1, 'picked')], [person(2, 'block')])).toEqual(['1 picked', '2 block']);
});

it('guesses that the relay sends later do not take away whom the search found', () => {
  const call = (version: number, kind?: MatchKind) => {
    const { remote } = sampleCall();
    const matches = kind
      ? [{ userId: 5, name: 'P5', organization: 'Kran', reason: { kind }, weight: 20 }]
      : [];
    return sampleCall({ version, remote: { ...remote, matches } });
  };
  const found = makeCard(call(1), true, EMPTY_NOTE, 0, [person(9, 'exact')]);
  const ids = (next: ReturnType<typeof withCall>) => next?.view.people.map(({ userId }) => userId);
  expect(ids(withCall(found, call(2, 'block'), true, 1))).toEqual([9]);
  expect(ids(withCall(found, call(2, 'exact'), true, 1))).toEqual([5]);
  expect(found.view.chosen).toBe(9);
});

it('a guess alone is nobody the card is about', () => {
  for (const kind of ['organization', 'block', 'lastDigits', 'mentioned'] as const)
    expect(
      makeCard(sampleCall(), true, EMPTY_NOTE, 0, [person(1, kind)]).view.chosen,
    ).toBeUndefined();
  expect(makeCard(sampleCall(), true, EMPTY_NOTE, 0, [person(1, 'exact')]).view.chosen).toBe(1);
});

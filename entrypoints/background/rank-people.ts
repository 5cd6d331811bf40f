/** People of Zammad by how likely a number is theirs: as the relay ranks them. Rule MA13. */
import type { CardPerson } from '../../lib/core/card.ts';
import { type Candidate, rankMatches } from '../../lib/core/match/rank-matches.ts';
import type { Phone } from '../../lib/core/phone.ts';
import { storedNumbers } from '../../lib/core/stored-numbers.ts';
import { personName } from '../../lib/zammad/people.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import { numbersOf } from './number-fields.ts';
import { cardPerson } from './zammad-person.ts';

/**
 * Best first; inactive people, and those whose numbers have nothing to do with it, left out.
 * @param number `+` and E.164 digits
 */
export function rankPeople(
  phone: Phone,
  number: string,
  users: readonly ZammadUser[],
): CardPerson[] {
  const byId = new Map(users.filter(({ active }) => active).map((user) => [user.id, user]));
  const candidates = [...byId.values()].flatMap((user) => candidatesOf(phone, user));
  const matches = rankMatches(number.replace(/^\+/, ''), candidates, phone.mobile);
  return matches.flatMap(({ userId, reason: { kind, detail } }) => {
    const user = byId.get(userId ?? 0);
    return user ? [cardPerson(user, detail === undefined ? { kind } : { kind, detail })] : [];
  });
}

function candidatesOf(phone: Phone, user: ZammadUser): Candidate[] {
  const { id, organization, vip, updatedAt } = user;
  const person = { userId: id, name: personName(user), organization, vip, updatedAt };
  return numbersOf(user).flatMap(([field, text]) =>
    storedNumbers(text, phone).map((number) => ({ ...person, ...number, field })),
  );
}

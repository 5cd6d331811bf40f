/** A person of Zammad as cards and lists show them. */
import type { CardPerson } from '../../lib/core/card.ts';
import type { PersonHit } from '../../lib/core/person-hit.ts';
import { personName } from '../../lib/zammad/people.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';

/** Roles Admin and Agent, which have these ids unless an administrator removed them. */
const STAFF_ROLES = [1, 2];

/** Works in this Zammad: no customer to be guessed. Only agents have groups. */
export function isStaff({ roleIds, groupIds }: ZammadUser): boolean {
  return groupIds.length > 0 || roleIds.some((id) => STAFF_ROLES.includes(id));
}

export function cardPerson(user: ZammadUser, reason: CardPerson['reason']): CardPerson {
  return {
    userId: user.id,
    name: personName(user),
    ...(user.organization ? { organization: user.organization } : {}),
    ...(user.email ? { email: user.email } : {}),
    vip: user.vip,
    ...(user.image ? { image: user.image } : {}),
    reason,
  };
}

export function personHit(user: ZammadUser, ticket?: string): PersonHit {
  return {
    userId: user.id,
    name: personName(user),
    ...(user.organization ? { organization: user.organization } : {}),
    ...(user.email ? { email: user.email } : {}),
    ...(user.phone ? { phone: user.phone } : {}),
    ...(user.mobile ? { mobile: user.mobile } : {}),
    vip: user.vip,
    ...(user.image ? { image: user.image } : {}),
    ...(ticket === undefined ? {} : { ticket }),
  };
}

/** People who may be the one that is about to be created. */
import type { PersonHit } from '../../lib/core/person-hit.ts';
import { namesAlike } from '../../lib/core/similar-name.ts';
import { personName } from '../../lib/zammad/people.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import type { Zammad } from '../../lib/zammad/zammad.ts';
import { fieldWith } from './number-fields.ts';
import { type NumberSearchDeps, ownersOf } from './number-search.ts';
import { spellingsOf } from './person-query.ts';
import { personHit } from './zammad-person.ts';

const HITS_MAX = 5;
const NAME_LIMIT = 50;
/** The beginning of a name, where a slip is least likely. */
const BEGINNING = 4;

export interface SimilarDeps extends NumberSearchDeps {
  zammad: Pick<Zammad, 'searchUsers' | 'organization' | 'usersByIds'>;
}

export interface Wanted {
  name: string;
  email: string;
  organizationId?: number | undefined;
  /** `+` and E.164 digits. */
  number: string;
}

/**
 * The same number or e-mail address first, then names alike: in the same organisation also with a
 * slip, elsewhere only where the name is the same. Inactive people left out.
 * @throws ZammadError when Zammad does not answer: then nobody is created either
 */
export async function similarPeople(deps: SimilarDeps, wanted: Wanted): Promise<PersonHit[]> {
  const candidates = await Promise.all([
    ownersOf(deps, wanted.number).then((owners) => owners.map(({ user }) => user)),
    byEmail(deps, wanted.email),
    byName(deps, wanted),
  ]);
  const distinct = new Map(candidates.flat().map((user) => [user.id, user]));
  return [...distinct.values()]
    .filter(({ active }) => active)
    .map((user) => ({ user, likeness: likeness(deps, user, wanted) }))
    .filter(({ likeness: found }) => found > 0)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, HITS_MAX)
    .map(({ user }) => personHit(user));
}

function likeness({ phone }: SimilarDeps, user: ZammadUser, wanted: Wanted): number {
  if (sameEmail(user, wanted.email)) return 5;
  const alike = namesAlike(personName(user), wanted.name);
  if (fieldWith(phone, user, wanted.number)) return alike ? 4 : 3;
  if (!alike) return 0;
  const { organizationId } = wanted;
  if (organizationId !== undefined && user.organizationId === organizationId) return 2;
  // A namesake elsewhere is somebody else more often than not, unless one of both has no organisation.
  const elsewhere = organizationId !== undefined && user.organizationId !== undefined;
  return elsewhere ? 0 : 1;
}

export function sameEmail(user: ZammadUser, email: string): boolean {
  return email !== '' && user.email.toLowerCase() === email.toLowerCase();
}

async function byEmail({ zammad, fields }: SimilarDeps, email: string): Promise<ZammadUser[]> {
  if (email === '') return [];
  return zammad.searchUsers(email, NAME_LIMIT, fields);
}

async function byName(deps: SimilarDeps, wanted: Wanted): Promise<ZammadUser[]> {
  const { zammad, fields } = deps;
  const words = wanted.name.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1);
  const queries = new Set(
    words.flatMap((word) => [
      ...spellingsOf(word),
      ...(word.length > BEGINNING ? spellingsOf(word.slice(0, BEGINNING)) : []),
    ]),
  );
  const asked = [...queries].map((query) => zammad.searchUsers(query, NAME_LIMIT, fields));
  const [members, ...found] = await Promise.all([membersOf(deps, wanted), ...asked]);
  return [...members, ...found.flat()];
}

async function membersOf(
  { zammad, fields }: SimilarDeps,
  { organizationId }: Wanted,
): Promise<ZammadUser[]> {
  if (organizationId === undefined) return [];
  const { memberIds } = await zammad.organization(organizationId);
  return zammad.usersByIds(memberIds.slice(0, 200), fields);
}

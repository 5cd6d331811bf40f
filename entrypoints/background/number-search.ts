/**
 * People of Zammad who have a number. Zammad's search does not know that two spellings are one
 * number, so several are asked for and the hits are read again here.
 */
import type { Phone } from '../../lib/core/phone.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import type { Zammad } from '../../lib/zammad/zammad.ts';
import { fieldWith } from './number-fields.ts';

const SEARCH_LIMIT = 20;
const FRAGMENT_LIMIT = 100;

export interface NumberSearchDeps {
  zammad: Pick<Zammad, 'searchUsers' | 'usersByIds'>;
  phone: Phone;
  /** Custom fields that hold numbers. */
  fields: readonly string[];
  /** Ids of those whom the relay knows by this number; Zammad 5.x cannot be asked for numbers. */
  lookup?: ((number: string) => Promise<readonly number[]>) | undefined;
}

export interface Owner {
  user: ZammadUser;
  /** Which field holds it. */
  field: string;
}

/** What a search came upon: those who have the number, and everybody else it named. */
export interface Found {
  owners: Owner[];
  others: ZammadUser[];
}

/**
 * Inactive people included.
 * @param number `+` and E.164 digits
 * @throws ZammadError when nobody was found and not every question was answered
 */
export async function ownersOf(deps: NumberSearchDeps, number: string): Promise<Owner[]> {
  return (await peopleAbout(deps, number)).owners;
}

/** As `ownersOf`, with those whose numbers may be near it. */
export async function peopleAbout(deps: NumberSearchDeps, number: string): Promise<Found> {
  const [known, searched] = await Promise.allSettled([
    fromRelay(deps, number),
    fromZammad(deps, number),
  ]);
  const owners = known.status === 'fulfilled' ? known.value : [];
  if (searched.status === 'rejected') {
    if (owners.length === 0) throw searched.reason;
    return { owners, others: [] };
  }
  const all = [...owners, ...searched.value.owners];
  return {
    owners: [...new Map(all.map((each) => [each.user.id, each])).values()],
    others: searched.value.others,
  };
}

async function fromRelay(deps: NumberSearchDeps, number: string): Promise<Owner[]> {
  const ids = (await deps.lookup?.(number)) ?? [];
  const users = await deps.zammad.usersByIds(ids, deps.fields);
  return users.flatMap((user) => {
    const field = fieldWith(deps.phone, user, number);
    return field ? [{ user, field }] : [];
  });
}

async function fromZammad(deps: NumberSearchDeps, number: string): Promise<Found> {
  const e164 = number.replace(/^\+/, '');
  const whole = await searchAll(deps, number, deps.phone.spellings(e164), SEARCH_LIMIT);
  if (whole.owners.some(({ user }) => user.active)) return whole;
  const pieces = await searchAll(deps, number, fragments(deps.phone, e164), FRAGMENT_LIMIT);
  return {
    owners: pieces.owners.length > 0 ? pieces.owners : whole.owners,
    others: [...whole.others, ...pieces.others],
  };
}

/**
 * Pieces that stand together in most spellings (`609854-180`, `987.6543`): Zammad 6.5 without
 * Elasticsearch only finds what stands together. Many wrong hits; they are sorted out here.
 */
function fragments(phone: Phone, e164: string): string[] {
  const subscriber = phone.display(e164).split(' ').slice(2).join('').replace(/\D/g, '');
  if (subscriber.length < 6) return [];
  // `4567-88`: neither the first six nor the last four stand together.
  return [subscriber.slice(0, 6), subscriber.slice(-4), subscriber.slice(0, 4)];
}

async function searchAll(
  { zammad, phone, fields }: NumberSearchDeps,
  number: string,
  queries: string[],
  limit: number,
): Promise<Found> {
  const found = new Map<number, Owner>();
  const others = new Map<number, ZammadUser>();
  // All of them: two people may share a number that each has in another spelling.
  const answers = await Promise.allSettled(
    queries.map((query) => zammad.searchUsers(query, limit, fields)),
  );
  for (const answer of answers) {
    if (answer.status === 'rejected') continue;
    for (const user of answer.value) {
      const field = fieldWith(phone, user, number);
      if (field) found.set(user.id, { user, field });
      else others.set(user.id, user);
    }
  }
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (found.size === 0 && failed) throw failed.reason;
  return { owners: [...found.values()], others: [...others.values()] };
}

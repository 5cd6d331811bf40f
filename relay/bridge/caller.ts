/** Whose number is it? With the rights of the token, whoever knew it first. Rule BR17. */
import type { Match } from '../../lib/core/agent-call.ts';
import type { Phone } from '../../lib/core/phone.ts';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import { BridgeError, delegated } from './bridge-error.ts';
import type { BridgePerson } from './bridge-person.ts';
import type { ContactReader } from './contact-reader.ts';
import type { PeopleCache } from './people-cache.ts';
import type { Account } from './sign-in.ts';

/** Customers with this number, best first, at most five; none: nobody has it. */
export type FindCallers = (account: Account, e164: string) => Promise<BridgePerson[]>;

const MAX_CALLERS = 5;
/** So long a client may wait until everybody is read; then it is asked to come again. */
const PATIENCE_MS = 15_000;
const SEARCHED = 10;

/** @param lookup the relay's directory, as the team corrects it */
export function createFindCallers(deps: {
  lookup: (e164: string) => readonly Match[];
  reader: ContactReader;
  cache: PeopleCache;
  phone: Phone;
}): FindCallers {
  const { lookup, reader, cache, phone } = deps;

  /** The directory has the rights of its own token: each is asked for with this one. */
  async function fromDirectory(account: Account, e164: string): Promise<BridgePerson[]> {
    const found: BridgePerson[] = [];
    for (const { userId, reason } of lookup(e164)) {
      if (userId === undefined || (reason.kind !== 'exact' && reason.kind !== 'picked')) continue;
      const person = await reader.read(account, userId).catch(nobody);
      // Who was picked for a number need not have it in Zammad.
      const holds = person?.digits.includes(e164) || reason.kind === 'picked';
      if (person && !person.staff && holds) found.push(person);
      if (found.length === MAX_CALLERS) break;
    }
    return found;
  }
  async function fromSearch(account: Account, e164: string): Promise<BridgePerson[]> {
    for (const spelling of phone.spellings(e164).slice(0, 3)) {
      const users = await account.zammad.searchUsers(spelling, SEARCHED);
      const found = users.map((user) => reader.readUser(user)).filter(holder(e164));
      if (found.length > 0) return found;
    }
    return [];
  }

  return async (account, e164) => {
    const known = await fromDirectory(account, e164);
    if (known.length > 0) return known;
    const searched = await fromSearch(account, e164);
    if (searched.length > 0) return searched.slice(0, MAX_CALLERS);
    const held = await cache.people(account.token, account.zammad, PATIENCE_MS);
    if (!held) throw delegated('unavailable', 'The contacts are still being read. Try again.');
    return [...held.people.values()]
      .filter(holder(e164))
      .sort((a, b) => b.updatedAt - a.updatedAt)
      .slice(0, MAX_CALLERS);
  };
}

const holder = (e164: string) => (person: BridgePerson) =>
  person.active && !person.staff && person.digits.includes(e164);

function nobody(error: unknown): undefined {
  if (error instanceof ZammadError && error.code === 'zammad/not-found') return undefined;
  if (error instanceof BridgeError) return undefined;
  throw error;
}

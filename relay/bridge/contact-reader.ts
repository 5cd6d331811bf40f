/** One person, as they are in Zammad now, and that a client was told so. */
import type { Phone } from '../../lib/core/phone.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import { delegated } from './bridge-error.ts';
import { type BridgePerson, bridgePerson } from './bridge-person.ts';
import type { NumberLabels } from './number-labels.ts';
import type { PeopleCache } from './people-cache.ts';
import type { Account } from './sign-in.ts';
import type { Versions } from './versions.ts';

export interface ContactReader {
  /** @throws ZammadError; BridgeError when they are switched off, which is gone for a client */
  read(account: Account, id: number): Promise<BridgePerson>;
  /** The same with what Zammad's search or a list answered, without names of organisations. */
  readUser(user: ZammadUser): BridgePerson;
  /** Refuses to touch colleagues, by Zammad's own permissions. @throws BridgeError, ZammadError */
  notStaff(account: Account, person: BridgePerson): Promise<void>;
  /** The client is about to be told that this is how they are. */
  told(account: Account, person: BridgePerson): Promise<void>;
  gone(account: Account, id: number): void;
}

export function createContactReader(deps: {
  phone: Phone;
  labels: NumberLabels;
  extra: readonly string[];
  versions: Versions;
  cache: PeopleCache;
  now: () => number;
}): ContactReader {
  const { phone, labels, extra, versions, cache, now } = deps;
  const readUser = (user: ZammadUser) => bridgePerson(user, user.organization, labels, phone);
  return {
    readUser,
    async read({ zammad }, id) {
      const person = readUser(await zammad.user(id, extra));
      if (!person.active) throw delegated('notFound', 'This person is switched off in Zammad.');
      return person;
    },
    async notStaff({ zammad }, { id, staff }) {
      if (!staff && !(await zammad.isStaffMember(id))) return;
      throw delegated('forbidden', 'Colleagues are changed in Zammad only, never by the bridge.');
    },
    async told({ client, token }, person) {
      await versions.note([person], now());
      await versions.told(client, now(), person.id);
      cache.put(token, person.id, person);
    },
    gone: ({ token }, id) => cache.put(token, id, undefined),
  };
}

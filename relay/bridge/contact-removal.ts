/**
 * A contact that a client deleted is switched off in Zammad: it leaves the telephone books and
 * keeps its tickets, and an administrator can switch it on again. Rule BR15.
 */
import { randomUUID } from 'node:crypto';
import type { Audited } from './audited.ts';
import type { ContactReader } from './contact-reader.ts';
import type { InTurn } from './in-turn.ts';
import type { Account } from './sign-in.ts';

/** @throws ZammadError, BridgeError; never when they are switched off already */
export type RemoveContact = (account: Account, id: number) => Promise<void>;

export function createContactRemoval(deps: {
  reader: ContactReader;
  extra: readonly string[];
  audited: Audited;
  inTurn: InTurn;
}): RemoveContact {
  const { reader, extra, audited, inTurn } = deps;
  return (account, id) =>
    inTurn(`contact ${id}`, async () => {
      const person = reader.readUser(await account.zammad.user(id, extra));
      await reader.notStaff(account, person);
      if (person.active) {
        const entry = {
          actor: `bridge:${account.login}`,
          action: 'contact.deactivate',
          subject: `user:${id}`,
          batch: randomUUID(),
          detail: { before: { ...person.fields, active: true }, after: { active: false } },
        };
        await audited([entry], () => account.zammad.setUserActive(id, false));
      }
      reader.gone(account, id);
    });
}

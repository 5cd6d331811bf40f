/**
 * A contact that a client made becomes a customer of Zammad, once however often the request comes.
 * No role is ever sent: Zammad gives the one for new people, whatever it is called. Rule BR14.
 */
import type { Kysely } from 'kysely';
import type { ContactFields } from '../../lib/core/contact-merge.ts';
import { mayHaveHappened, ZammadError } from '../../lib/zammad/zammad-error.ts';
import type { Tables } from '../store/tables.ts';
import type { Audit } from '../store/audit.ts';
import type { Audited } from './audited.ts';
import { badRequest, bridgeErrorOf, CODES } from './bridge-error.ts';
import type { ChangeContact, ChangedContact } from './contact-change.ts';
import type { ContactInput, ReadContactInput } from './contact-input.ts';
import type { ContactReader } from './contact-reader.ts';
import type { InTurn } from './in-turn.ts';
import type { NumberLabels } from './number-labels.ts';
import type { OrganizationNames } from './organization-names.ts';
import { userInput } from './person-fields.ts';
import type { SameField } from './same-field.ts';
import { type Account, hashOf } from './sign-in.ts';

export type CreateContact = (account: Account, input: ContactInput) => Promise<ChangedContact>;

/** The same contact asked for again within this time is the same request, come again. */
const REPEATED_MS = 15 * 60_000;
/** Zammad's clock may differ from ours. */
const CLOCKS_MS = 120_000;
const NEWEST = 100;

export function createContactCreation(deps: {
  db: Kysely<Tables>;
  reader: ContactReader;
  readInput: ReadContactInput;
  change: ChangeContact;
  organizations: OrganizationNames;
  labels: NumberLabels;
  extra: readonly string[];
  sameField: SameField;
  audit: Audit;
  audited: Audited;
  inTurn: InTurn;
  now: () => number;
}): CreateContact {
  const { db, reader, readInput, labels, extra, sameField, audit, audited, now } = deps;

  /** Whom the last, unclear try made, if it did. */
  async function madeBefore(account: Account, fields: ContactFields, since: number) {
    const users = await account.zammad.usersByChange(1, NEWEST, extra);
    const compared = Object.keys(fields).filter((field) => field !== 'organization');
    return users
      .filter(({ active, updatedAt }) => active && updatedAt >= since - CLOCKS_MS)
      .map((user) => reader.readUser(user))
      .find((person) =>
        compared.every((field) =>
          sameField.same(field, person.fields[field] ?? '', fields[field] ?? ''),
        ),
      )?.id;
  }

  /** The contact of that e-mail address, if the bridge or Zammad switched it off. */
  async function switchedOff(account: Account, email: string): Promise<number | undefined> {
    const users = await account.zammad.searchUsers(email, 10, extra);
    const found = users.find((user) => user.email.toLowerCase() === email);
    if (!found || found.active) return undefined;
    await reader.notStaff(account, reader.readUser(found));
    return found.id;
  }

  const remember = (key: string, at: number, id: number | null) =>
    db
      .insertInto('bridge_creations')
      .values({ key, at, contact_id: id })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ at, contact_id: id }))
      .execute();
  const forget = (key: string) =>
    db.deleteFrom('bridge_creations').where('key', '=', key).execute();

  async function make(account: Account, fields: ContactFields, key: string) {
    const actor = `bridge:${account.login}`;
    const name = fields['organization'] ?? '';
    const organizationId =
      name === '' ? undefined : await deps.organizations.idOf(account, name, key);
    const entry = { actor, subject: 'user:new', batch: key, action: 'contact.create' };
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
    const input = userInput(given, labels, organizationId);
    const { id } = await audited([{ ...entry, detail: { after: given } }], () =>
      account.zammad.createUser(input),
    );
    await audit.write([{ ...entry, subject: `user:${id}`, action: 'contact.created', detail: {} }]);
    return { id, leftOut: name !== '' && organizationId === undefined };
  }

  async function bringBack(account: Account, id: number, input: ContactInput, batch: string) {
    const entry = { actor: `bridge:${account.login}`, subject: `user:${id}`, batch };
    await audited(
      [{ ...entry, action: 'contact.reactivate', detail: { before: false, after: true } }],
      () => account.zammad.setUserActive(id, true),
    );
    return deps.change(account, id, input);
  }

  async function create(account: Account, input: ContactInput, fields: ContactFields, key: string) {
    const row = await db
      .selectFrom('bridge_creations')
      .selectAll()
      .where('key', '=', key)
      .executeTakeFirst();
    const repeated = row && now() - row.at < REPEATED_MS ? row : undefined;
    let id = repeated?.contact_id ?? undefined;
    let leftOut = false;
    if (repeated && id === undefined) id = await madeBefore(account, fields, repeated.at);
    // Made, deleted, and made again by the same person within minutes.
    if (id !== undefined && !(await account.zammad.user(id)).active) {
      return bringBack(account, id, input, key);
    }
    if (id === undefined) {
      await remember(key, now(), null);
      try {
        ({ id, leftOut } = await make(account, fields, key));
      } catch (error) {
        const unclear = !(error instanceof ZammadError) || mayHaveHappened(error);
        if (!unclear) await forget(key);
        const off =
          bridgeErrorOf(error).message === CODES.emailTaken
            ? await switchedOff(account, fields['email'] ?? '')
            : undefined;
        if (off === undefined) throw error;
        return bringBack(account, off, input, key);
      }
    }
    await remember(key, row?.at ?? now(), id);
    const person = await reader.read(account, id);
    await reader.told(account, person);
    return { person, leftOut };
  }

  return (account, input) => {
    const fields = readInput(input);
    if (Object.values(fields).every((value) => value === '')) {
      throw badRequest('Invalid contact received: it has neither a name nor a number');
    }
    const entries = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = hashOf('create', account.owner, JSON.stringify(entries));
    return deps.inTurn(`create ${key}`, () => create(account, input, fields, key));
  };
}

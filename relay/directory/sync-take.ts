/** What comes from Zammad into the directory: stored first, then found. Rules DS1, DS3. */
import type { Phone } from '../../lib/core/phone.ts';
import type { OrganizationRecord, ZammadUser } from '../../lib/zammad/types.ts';
import type { Admission } from '../privacy/admission.ts';
import { forgetInDirectory } from '../privacy/forget-directory.ts';
import { breath } from '../search/breath.ts';
import type { NumberIndex } from './number-index.ts';
import { type DirectoryOrganization, directoryOrganization } from './organizations.ts';
import type { OrganizationsStore } from './organizations-store.ts';
import type { PeopleStore } from './people-store.ts';
import { type DirectoryPerson, directoryPerson } from './person.ts';

export interface SyncFields {
  /** Custom attributes that hold numbers. */
  people: readonly string[];
  organizations: readonly string[];
  /** Numbers in notes count, too. */
  notes: boolean;
  /** Further attributes of people to read; they hold no numbers. */
  besides?: readonly string[] | undefined;
  /** Who is excluded, as a text: another one means that everybody is read again. */
  excluded?: string | undefined;
}

export interface Taking {
  load(): Promise<void>;
  /** People as Zammad has them now; those who cannot be on the line go. */
  people(users: readonly ZammadUser[], pass: number): Promise<void>;
  organizations(records: readonly OrganizationRecord[], pass: number): Promise<void>;
  removePeople(ids: readonly number[]): Promise<void>;
  removeOrganizations(ids: readonly number[]): Promise<void>;
  organizationCount(): number;
  /** Leaves a number out (rule PV7). @returns how many records had it */
  forget(digits: string, pass: number): Promise<{ people: number; organizations: number }>;
}

/** So many are read and stored at once before others have their turn. */
const SLICE = 50;
/** The same where they are only looked at. */
const LOOKED_AT = 2_000;

export function createTaking(deps: {
  people: PeopleStore;
  organizations: OrganizationsStore;
  index: NumberIndex;
  phone: Phone;
  fields: SyncFields;
  /** Numbers that now lead to somebody else than before. */
  onLanded: (digits: ReadonlySet<string>) => void;
  onPeople?: ((users: readonly ZammadUser[]) => void | Promise<void>) | undefined;
  admission?: Admission | undefined;
}): Taking {
  const { index, phone, fields, admission } = deps;
  const organizations = new Map<number, DirectoryOrganization>();

  function tell(...of: readonly ({ numbers: { digits: string }[] } | undefined)[]): void {
    const digits = new Set(of.flatMap((one) => one?.numbers.map((number) => number.digits) ?? []));
    if (digits.size > 0) deps.onLanded(digits);
  }

  function find(organization: DirectoryOrganization): void {
    organizations.set(organization.id, organization);
    if (organization.numbers.length > 0) index.putOrganization(organization);
    else index.removeOrganization(organization.id);
  }

  async function takePeople(users: readonly ZammadUser[], pass: number): Promise<void> {
    const changed: DirectoryPerson[] = [];
    const same: number[] = [];
    const gone: number[] = [];
    for (const user of users) {
      const organization = organizations.get(user.organizationId ?? 0)?.name;
      const named = organization === undefined ? user : { ...user, organization };
      const read = admission?.excluded(named)
        ? undefined
        : directoryPerson(named, phone, fields.people, fields.notes);
      const person = read && admission ? await admission.person(read) : read;
      const known = index.get(user.id);
      if (!person) gone.push(user.id);
      else if (known && alike(known, person)) same.push(person.id);
      else changed.push(person);
    }
    await breath();
    await deps.people.save(changed, pass);
    await deps.people.seen(same, pass);
    await removePeople(gone.filter((id) => index.get(id)));
    const before = changed.map(({ id }) => index.get(id));
    for (const person of changed) index.put(person);
    tell(...before, ...changed);
    await deps.onPeople?.(users);
  }

  async function removePeople(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    const known = ids.flatMap((id) => index.get(id) ?? []);
    await deps.people.remove(ids);
    for (const { id } of known) index.remove(id);
    tell(...known);
  }

  /** People carry the name of their organisation. */
  async function rename(names: ReadonlyMap<number, string | undefined>): Promise<void> {
    const renamed: DirectoryPerson[] = [];
    let looked = 0;
    for (const person of index.people()) {
      looked += 1;
      if (looked % LOOKED_AT === 0) await breath();
      const id = person.organizationId;
      if (id === undefined || !names.has(id)) continue;
      const organization = names.get(id);
      if (person.organization !== organization) renamed.push({ ...person, organization });
    }
    await deps.people.rename(renamed);
    for (const person of renamed) index.put(person);
    tell(...renamed);
  }

  return {
    async load() {
      await deps.organizations.load(find);
      await deps.people.load((person) => {
        // A name that was stored, and not yet with the people when the relay was killed; and one
        // text for all of them.
        const known = organizations.get(person.organizationId ?? 0);
        index.put(known ? { ...person, organization: known.name } : person);
      });
    },
    async people(users, pass) {
      for (let from = 0; from < users.length; from += SLICE) {
        await takePeople(users.slice(from, from + SLICE), pass);
        await breath();
      }
    },
    async organizations(records, pass) {
      const read: DirectoryOrganization[] = [];
      for (const record of records) {
        const one = directoryOrganization(record, phone, fields.organizations, fields.notes);
        if (admission?.excludedOrganization(record)) read.push({ ...one, numbers: [] });
        else read.push((await admission?.organization(one)) ?? one);
      }
      const changed = read.filter((one) => !alike(organizations.get(one.id), one));
      const before = changed.map(({ id }) => organizations.get(id));
      await deps.organizations.save(changed, pass);
      await deps.organizations.seen(
        read.filter((one) => !changed.includes(one)).map(({ id }) => id),
        pass,
      );
      for (const one of changed) find(one);
      tell(...before, ...changed);
      const names = changed.filter(({ name }, at) => before[at]?.name !== name);
      if (names.length > 0) await rename(new Map(names.map(({ id, name }) => [id, name])));
    },
    removePeople,
    async removeOrganizations(ids) {
      const known = ids.flatMap((id) => organizations.get(id) ?? []);
      await rename(new Map(ids.map((id) => [id, undefined])));
      await deps.organizations.remove(ids);
      for (const id of ids) {
        organizations.delete(id);
        index.removeOrganization(id);
      }
      tell(...known);
    },
    organizationCount: () => organizations.size,
    async forget(digits, pass) {
      if (!admission) return { people: 0, organizations: 0 };
      return forgetInDirectory(digits, {
        admission,
        index,
        organizations: () => organizations.values(),
        async replacePeople(before, now) {
          const kept = new Set(now.map(({ id }) => id));
          await deps.people.save(now, pass);
          for (const person of now) index.put(person);
          await removePeople(before.map(({ id }) => id).filter((id) => !kept.has(id)));
          tell(...before);
        },
        async replaceOrganizations(now) {
          await deps.organizations.save(now, pass);
          for (const one of now) find(one);
        },
      });
    },
  };
}

type Known = DirectoryPerson | DirectoryOrganization;

/** Nothing of it changed; in which order the numbers stand does not matter. */
function alike(a: Known | undefined, b: Known): boolean {
  return a !== undefined && textOf(a) === textOf(b);
}

function textOf(known: Known): string {
  const { id, name, updatedAt, numbers } = known;
  const { organization, organizationId, vip, partial = [] } = known as Partial<DirectoryPerson>;
  const sorted = [numbers, partial].map((list) =>
    list.map(({ digits, field }) => `${digits} ${field}`).sort(),
  );
  return JSON.stringify([id, name, updatedAt, organization, organizationId, vip, sorted]);
}

/** What one token sees of Zammad's people, and how changes get into it. Rule BR9. */
import type { Phone } from '../../lib/core/phone.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import type { BridgeConfig } from '../config-bridge.ts';
import { breath } from '../search/breath.ts';
import { type BridgePerson, bridgePerson } from './bridge-person.ts';
import type { NumberLabels } from './number-labels.ts';
import { type PeopleReader, readChanges, readEverybody, readOrganizations } from './read-people.ts';
import type { Versions } from './versions.ts';

export interface HeldPeople {
  /** Changed longest ago first. */
  people: Map<number, BridgePerson>;
  /** When reading it began: what others noted later need not be in it. */
  asOf: number;
  loadedAt: number;
  /** More people are there than are handed out. */
  cut: boolean;
  organizations: Map<number, string>;
  organizationOf: Map<number, number>;
  /** Newest change that is known, by Zammad's clock. */
  changedAt: number;
  staff: Set<number>;
}

export interface PeopleReading {
  /** @throws ZammadError */
  load(reader: PeopleReader): Promise<HeldPeople>;
  /** Brings in what changed. @throws ZammadError; `held` then is as it was */
  refresh(held: HeldPeople, reader: PeopleReader): Promise<HeldPeople>;
  /** Somebody who was read by themselves; undefined: they are gone. */
  put(held: HeldPeople, id: number, person: BridgePerson | undefined): void;
}

/** Reading the numbers of so many people takes some milliseconds; then whatever waits goes first. */
const SLICE = 50;

export function createPeopleReading(deps: {
  versions: Pick<Versions, 'note'>;
  phone: Phone;
  labels: NumberLabels;
  extra: readonly string[];
  config: Pick<BridgeConfig, 'maxContacts' | 'contacts'>;
  now: () => number;
}): PeopleReading {
  const { versions, phone, labels, extra, config, now } = deps;

  function read(user: ZammadUser, held: HeldPeople): BridgePerson {
    const organization = held.organizations.get(user.organizationId ?? 0);
    const person = bridgePerson(user, organization, labels, phone);
    return held.staff.has(user.id) ? { ...person, staff: true } : person;
  }
  const wanted = (person: BridgePerson) =>
    person.active &&
    (config.contacts === 'all' || labels.fields.some((field) => person.fields[field] !== ''));

  function put(held: HeldPeople, id: number, person: BridgePerson | undefined): void {
    // To the end, too, for whoever is there already.
    held.people.delete(id);
    if (!person || !wanted(person)) return;
    held.people.set(id, person);
    const [oldest] = held.people.keys();
    if (held.people.size <= config.maxContacts || oldest === undefined) return;
    held.people.delete(oldest);
    held.cut = true;
  }

  /** Of people in any order those who changed last, oldest change first. */
  function newest(people: BridgePerson[]): BridgePerson[] {
    people.sort((a, b) => a.updatedAt - b.updatedAt);
    return people.slice(-config.maxContacts);
  }

  function belongs(held: HeldPeople, { id, organizationId }: ZammadUser): void {
    if (organizationId === undefined) held.organizationOf.delete(id);
    else held.organizationOf.set(id, organizationId);
  }

  return {
    put,
    async load(reader) {
      const startedAt = now();
      // Before the pages: what changes while they are read is read again with the changes.
      const [last] = await reader.usersByChange(1, 1);
      const held: HeldPeople = {
        people: new Map(),
        asOf: startedAt,
        loadedAt: startedAt,
        cut: false,
        staff: await reader.staffIds(),
        organizations: await readOrganizations(reader),
        organizationOf: new Map(),
        changedAt: last?.updatedAt ?? 0,
      };
      let all: BridgePerson[] = [];
      let count = 0;
      await readEverybody(reader, extra, async (users) => {
        for (const [index, user] of users.entries()) {
          if (index % SLICE === 0) await breath();
          const person = read(user, held);
          if (!wanted(person)) continue;
          belongs(held, user);
          all.push(person);
          count += 1;
        }
        if (all.length > 2 * config.maxContacts + 1_000) all = newest(all);
      });
      all = newest(all);
      held.cut = count > all.length;
      // Noted before it is told: what a client knows must be there as the base of its changes.
      await versions.note(all, now());
      held.people = new Map(all.map((person) => [person.id, person]));
      return held;
    },
    async refresh(held, reader) {
      const startedAt = now();
      const changes = await readChanges(reader, extra, held.changedAt);
      const renamed = [...changes.organizations].filter(
        ([id, name]) => held.organizations.get(id) !== name,
      );
      for (const [id, name] of renamed) held.organizations.set(id, name);
      const users = changes.users.filter(
        ({ id, updatedAt }) => held.people.get(id)?.updatedAt !== updatedAt,
      );
      const moved = new Map(renamed);
      const people = new Map<number, BridgePerson>();
      for (const [id, organizationId] of moved.size > 0 ? held.organizationOf : []) {
        const person = held.people.get(id);
        const organization = moved.get(organizationId);
        if (!person || organization === undefined) continue;
        people.set(id, { ...person, fields: { ...person.fields, organization } });
      }
      const inOrder = users.toSorted((a, b) => a.updatedAt - b.updatedAt);
      for (const [index, user] of inOrder.entries()) {
        if (index % SLICE === 0) await breath();
        belongs(held, user);
        people.set(user.id, read(user, held));
      }
      await versions.note([...people.values()].filter(wanted), now());
      for (const [id, person] of people) put(held, id, person);
      held.changedAt = Math.max(held.changedAt, ...changes.users.map(({ updatedAt }) => updatedAt));
      held.asOf = startedAt;
      return held;
    },
  };
}

/** Pairs what no link joins: first what we may have made ourselves, then what was there before. Pure. */
import type { ContactFields } from '../../lib/core/contact-merge.ts';
import { type Breathe, mapped } from './in-pieces.ts';
import type { Link } from './link-store.ts';
import { pairUp, type Side } from './pair-up.ts';
import type { PersonRecord } from './person-record.ts';
import { nameOf, type PlanInput, sentValues } from './plan-input.ts';
import { NUMBER_FIELDS, type RemoteContact } from './target.ts';

/** Clocks of vendors and ours may differ so much. */
const SKEW_MS = 5 * 60_000;

export interface Unsure {
  /** With both ids. */
  found: Link[];
  /** Not in the lists. */
  open: Link[];
}

/** Looks for what was tried to be made and whose answer was lost: by what was sent then. */
export async function pairUnsure(
  input: PlanInput,
  links: readonly Link[],
  breathe: Breathe,
): Promise<Unsure> {
  if (links.length === 0) return { found: [], open: [] };
  const { people, contacts } = input;
  const linked = linkedIds(input.links);
  const sides = (state: Link['state']) =>
    links
      .filter((link) => link.state === state)
      .map((link) => fieldsSide(input, link.id, sentValues(link)));
  const since = Math.min(...links.map(({ at }) => at)) - SKEW_MS;
  const freeContacts = await mapped(
    [...contacts.values()].filter(({ id }) => !linked.contacts.has(id)),
    breathe,
    (contact) => ({
      ...contactSide(input, contact),
      fresh: contact.createdAt !== undefined && contact.createdAt >= since,
    }),
  );
  const freePeople = await mapped(
    [...people.values()].filter(({ id }) => !linked.people.has(id)),
    breathe,
    (person) => personSide(input, person),
  );
  const madeContacts = await pairUp(sides('making'), freeContacts, breathe, 'loose');
  const madePeople = await pairUp(sides('making-person'), freePeople, breathe, 'loose');
  const byLink = new Map<number, Partial<Link>>([
    ...madeContacts.map(([id, remoteId]): [number, Partial<Link>] => [id, { remoteId }]),
    ...madePeople.map(([id, personId]): [number, Partial<Link>] => [id, { personId }]),
  ]);
  return {
    found: links.flatMap((link) => {
      const other = byLink.get(link.id);
      return other ? [{ ...link, ...other }] : [];
    }),
    open: links.filter(({ id }) => !byLink.has(id)),
  };
}

/** Pairs everybody else; what is left over is new on its side. */
export async function pairNew(
  input: PlanInput,
  unsure: readonly Link[],
  breathe: Breathe,
): Promise<{
  pairs: [PersonRecord, RemoteContact][];
  /** Links of what was gone and has a new partner. */
  replaced: Link[];
  people: PersonRecord[];
  contacts: RemoteContact[];
}> {
  const { people, contacts, links } = input;
  const linked = linkedIds([...links, ...unsure]);
  // The other side of what is gone is free for a new partner, but nothing is made for it.
  const gone = links.filter(({ state }) => state === 'gone');
  const left = {
    people: new Set(gone.filter((one) => !contacts.has(one.remoteId ?? '')).map(personIdOf)),
    contacts: new Set(gone.filter((one) => !people.has(one.personId ?? 0)).map(remoteIdOf)),
  };
  const freePeople = [...people.values()].filter(
    ({ id }) => !linked.people.has(id) || left.people.has(id),
  );
  const freeContacts = [...contacts.values()].filter(
    ({ id }) => !linked.contacts.has(id) || left.contacts.has(id),
  );
  const found = await pairUp(
    await mapped(freePeople, breathe, (person) => personSide(input, person)),
    await mapped(freeContacts, breathe, (contact) => contactSide(input, contact)),
    breathe,
  );
  const pairs = found.flatMap(([personId, contactId]): [PersonRecord, RemoteContact][] => {
    const [person, contact] = [people.get(personId), contacts.get(contactId)];
    return person && contact ? [[person, contact]] : [];
  });
  const used = {
    people: new Set(pairs.map(([person]) => person.id)),
    contacts: new Set(pairs.map(([, contact]) => contact.id)),
  };
  return {
    pairs,
    replaced: gone.filter(
      (link) => used.people.has(personIdOf(link) ?? 0) || used.contacts.has(remoteIdOf(link) ?? ''),
    ),
    people: freePeople.filter(({ id }) => !used.people.has(id) && !left.people.has(id)),
    contacts: freeContacts.filter(({ id }) => !used.contacts.has(id) && !left.contacts.has(id)),
  };
}

const personIdOf = (link: Link) => link.personId;
const remoteIdOf = (link: Link) => link.remoteId;

function linkedIds(links: readonly Link[]): { people: Set<number>; contacts: Set<string> } {
  return {
    people: new Set(links.flatMap((link) => link.personId ?? [])),
    contacts: new Set(links.flatMap((link) => link.remoteId ?? [])),
  };
}

function personSide(input: PlanInput, { id, name, fields }: PersonRecord): Side<number> {
  return { ...fieldsSide(input, id, fields), name };
}

function fieldsSide(input: PlanInput, id: number, fields: ContactFields): Side<number> {
  const numbers = NUMBER_FIELDS.map((field) => input.digits(fields[field] ?? ''));
  return { id, name: nameOf(fields), numbers: unique(numbers) };
}

function contactSide(input: PlanInput, contact: RemoteContact): Side<string> {
  const name = nameOf(input.read(contact, []));
  return { id: contact.id, name, numbers: unique(contact.numbers.map(input.digits)) };
}

function unique(numbers: readonly string[]): string[] {
  return [...new Set(numbers)].filter((number) => number !== '');
}

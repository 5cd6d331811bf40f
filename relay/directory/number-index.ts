/**
 * Number → people and organisations, in memory, so that a caller is named in the first frame
 * without waiting. Finds who comes into question; `lib/core/match` says who it is. Rules MA*.
 */
import type { Match } from '../../lib/core/agent-call.ts';
import { type Candidate, rankMatches } from '../../lib/core/match/rank-matches.ts';
import { NOTE } from '../../lib/core/match/relation.ts';
import { createHolders, type Holders } from './holders.ts';
import { createInternedNames } from './interned-names.ts';
import { findNear } from './near-numbers.ts';
import { createNumberChains, type StoredEntry } from './number-chains.ts';
import type { DirectoryOrganization } from './organizations.ts';
import type { DirectoryPerson, FieldNumber, NumberField } from './person.ts';

export interface NumberIndex {
  /** People. */
  readonly size: number;
  /** Who probably calls from this number (E.164 digits), best first, at most 20; known ones or guesses. */
  lookup(digits: string): Match[];
  put(person: DirectoryPerson): void;
  remove(id: number): void;
  /** What is known of a person, to see whether anything changed. */
  get(id: number): DirectoryPerson | undefined;
  people(): IterableIterator<DirectoryPerson>;
  putOrganization(organization: DirectoryOrganization): void;
  removeOrganization(id: number): void;
  getOrganization(id: number): DirectoryOrganization | undefined;
}

const NONE = -1;
/** E.164; anything else is kept by nobody and found by nobody. */
const NUMBER = /^[1-9]\d{4,14}$/;
/** Tag of a number: its field, and whether it is only the end of one. */
const PARTIAL = 0x8000;
const MAX_FIELDS = PARTIAL - 1;

/** @param mobile tells mobile phones by E.164 digits (`Phone.mobile`) */
export function createNumberIndex({
  mobile,
}: {
  mobile: (digits: string) => boolean;
}): NumberIndex {
  const organizationNames = createInternedNames();
  const people = createHolders(organizationNames);
  const organizations = createHolders(organizationNames);
  const chains = createNumberChains();
  const fields: NumberField[] = [];
  const fieldTags = new Map<NumberField, number>();

  function tagOf(field: NumberField): number {
    const known = fieldTags.get(field);
    if (known !== undefined) return known;
    if (fields.length >= MAX_FIELDS) throw new Error('too many fields with numbers');
    fields.push(field);
    fieldTags.set(field, fields.length - 1);
    return fields.length - 1;
  }
  tagOf(NOTE);

  /** People and organisations count their places apart. */
  const ownerOf = (side: Holders, place: number) => place * 2 + (side === people ? 0 : 1);
  const sideOf = (owner: number) => (owner % 2 === 0 ? people : organizations);

  function add(
    side: Holders,
    place: number,
    numbers: readonly FieldNumber[],
    mark: number,
    last: number,
  ): number {
    let entry = last;
    for (const { digits, field } of numbers) {
      if (!NUMBER.test(digits)) continue;
      const tag = tagOf(field) | mark;
      entry = chains.add({ number: Number(digits), owner: ownerOf(side, place), tag }, entry);
    }
    return entry;
  }

  function removeFrom(side: Holders, id: number): void {
    const place = side.placeOf(id);
    if (place === undefined) return;
    chains.removeAll(side.lastEntry(place));
    side.remove(id);
  }

  function numbersOf(last: number, partial: boolean): FieldNumber[] {
    const found: FieldNumber[] = [];
    for (let entry = last; entry !== NONE; entry = chains.before(entry)) {
      const { number, tag } = chains.read(entry);
      if (isPartial(tag) === partial) found.push({ digits: String(number), field: fieldOf(tag) });
    }
    return found.toReversed();
  }
  const isPartial = (tag: number) => (tag & PARTIAL) !== 0;
  const fieldOf = (tag: number) => fields[tag & ~PARTIAL]!;

  function get(id: number): DirectoryPerson | undefined {
    const place = people.placeOf(id);
    if (place === undefined) return undefined;
    const last = people.lastEntry(place);
    const partial = numbersOf(last, true);
    return {
      ...people.read(place),
      numbers: numbersOf(last, false),
      ...(partial.length > 0 && { partial }),
    };
  }

  function candidate({ number, owner, tag }: StoredEntry): Candidate {
    const side = sideOf(owner);
    const { id, ...holder } = side.read(owner >> 1);
    return {
      ...holder,
      ...(side === people ? { userId: id } : { organizationId: id }),
      digits: String(number),
      field: fieldOf(tag),
      ...(isPartial(tag) && { partial: true }),
    };
  }

  const near = {
    chains,
    isPartial,
    isNote: (tag: number) => fieldOf(tag) === NOTE,
    fieldOf,
    isOrganization: (owner: number) => sideOf(owner) === organizations,
    companyOf: (owner: number) => sideOf(owner).companyAt(owner >> 1),
    compare: (a: number, b: number) => (a % 2) - (b % 2) || sideOf(a).compare(a >> 1, b >> 1),
    mobile,
  };

  return {
    get size() {
      return people.size;
    },
    get,
    *people() {
      for (const id of people.ids()) {
        const person = get(id);
        if (person) yield person;
      }
    },
    remove: (id) => removeFrom(people, id),
    put(person) {
      removeFrom(people, person.id);
      const place = people.place(person.id);
      const whole = add(people, place, person.numbers, 0, NONE);
      people.put(person, add(people, place, person.partial ?? [], PARTIAL, whole));
    },
    putOrganization(organization) {
      const { id, name, updatedAt, numbers } = organization;
      removeFrom(organizations, id);
      const place = organizations.place(id);
      const last = add(organizations, place, numbers, 0, NONE);
      organizations.put({ id, name, organization: name, vip: false, updatedAt }, last);
    },
    removeOrganization: (id) => removeFrom(organizations, id),
    getOrganization(id) {
      const place = organizations.placeOf(id);
      if (place === undefined) return undefined;
      const { name, updatedAt } = organizations.read(place);
      return { id, name, updatedAt, numbers: numbersOf(organizations.lastEntry(place), false) };
    },
    lookup(digits) {
      if (!NUMBER.test(digits)) return [];
      const found = findNear(near, Number(digits)).map((entry) => candidate(chains.read(entry)));
      return rankMatches(digits, found, mobile);
    },
  };
}

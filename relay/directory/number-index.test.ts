import fc from 'fast-check';
import metadata from 'libphonenumber-js/max/metadata';
import { describe, expect, it } from 'vitest';
import { type Candidate, rankMatches } from '../../lib/core/match/rank-matches.ts';
import { createPhone } from '../../lib/core/phone.ts';
import { createNumberIndex } from './number-index.ts';
import type { DirectoryOrganization } from './organizations.ts';
import type { DirectoryPerson } from './person.ts';

const { mobile } = createPhone(metadata, { homeCountry: 'DE' });
const empty = () => createNumberIndex({ mobile });
const CALLED = '4930609854180';

const person = (id: number, more: Partial<DirectoryPerson> = {}): DirectoryPerson => ({
  id,
  name: `P${id}`,
  organization: undefined,
  organizationId: undefined,
  vip: false,
  updatedAt: 0,
  numbers: [{ digits: CALLED, field: 'phone' }],
  ...more,
});

/** Few towns, blocks and people: most of them are near each other. */
const digits = fc
  .tuple(
    fc.constantFrom('4930609854', '4940609854', '49306098', '49171609854', '43160985', '1213373'),
    fc.constantFrom('', '0', '1', '18', '180', '181', '199', '1800', '4253'),
  )
  .map(([head, end]) => head + end);
const number = fc.record({
  digits,
  field: fc.constantFrom('phone', 'mobile', 'fax', 'note', 'second_phone'),
});
const numbers = fc.uniqueArray(number, { maxLength: 4, selector: (one) => one.digits });
const people = fc.record({
  id: fc.integer({ min: 1, max: 12 }),
  name: fc.constantFrom('Ada', 'Ben'),
  organization: fc.constantFrom(undefined, 'Kranbau', 'Kranbau', 'Werft'),
  organizationId: fc.constantFrom(undefined, 4),
  vip: fc.boolean(),
  updatedAt: fc.integer({ min: 0, max: 3 }),
  numbers,
  partial: fc.constantFrom<DirectoryPerson['partial'][]>(
    undefined,
    undefined,
    [{ digits: '9854180', field: 'phone' }],
    [{ digits: '609854181', field: 'fax' }],
  ),
});
const organizations = fc.record({
  id: fc.integer({ min: 1, max: 4 }),
  name: fc.constantFrom('Kranbau', 'Werft'),
  updatedAt: fc.integer({ min: 0, max: 3 }),
  numbers,
});
const step = fc.oneof(
  { weight: 5, arbitrary: people.map((one) => ({ put: one })) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 12 }).map((id) => ({ remove: id })) },
  { weight: 2, arbitrary: organizations.map((one) => ({ putOrganization: one })) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 4 }).map((id) => ({ removeOrganization: id })),
  },
);
type Step =
  | { put: DirectoryPerson }
  | { remove: number }
  | { putOrganization: DirectoryOrganization }
  | { removeOrganization: number };

/** Everybody in two maps; each look-up goes through all of them. */
function model() {
  const known = new Map<number, DirectoryPerson>();
  const companies = new Map<number, DirectoryOrganization>();
  return {
    known,
    companies,
    apply(one: Step): void {
      if ('put' in one) known.set(one.put.id, one.put);
      else if ('remove' in one) known.delete(one.remove);
      else if ('putOrganization' in one) companies.set(one.putOrganization.id, one.putOrganization);
      else companies.delete(one.removeOrganization);
    },
    lookup(called: string) {
      const candidates = [...known.values()].flatMap(
        ({ id, numbers: own, partial = [], ...rest }): Candidate[] => [
          ...own.map((each) => ({ userId: id, ...rest, ...each })),
          ...partial.map((each) => ({ userId: id, ...rest, ...each, partial: true as const })),
        ],
      );
      const ofCompanies = [...companies.values()].flatMap(({ id, numbers: own, ...rest }) =>
        own.map((each) => ({ organizationId: id, vip: false, ...rest, ...each })),
      );
      return rankMatches(called, [...candidates, ...ofCompanies], mobile);
    },
  };
}

function follow(index: ReturnType<typeof empty>, one: Step): void {
  if ('put' in one) index.put(one.put);
  else if ('remove' in one) index.remove(one.remove);
  else if ('putOrganization' in one) index.putOrganization(one.putOrganization);
  else index.removeOrganization(one.removeOrganization);
}

describe('MA11: the index answers like a search through everybody', () => {
  it('after any history', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 40 }),
        fc.array(digits, { minLength: 1, maxLength: 5 }),
        (history, asked) => {
          const [index, naive] = [empty(), model()];
          for (const one of history) {
            follow(index, one);
            naive.apply(one);
          }
          for (const called of [...asked, CALLED]) {
            expect({ called, found: index.lookup(called) }).toEqual({
              called,
              found: naive.lookup(called),
            });
          }
          expect(index.size).toBe(naive.known.size);
        },
      ),
      { numRuns: 300 },
    );
  });
  it('whatever the order of putting', () => {
    fc.assert(
      fc.property(fc.uniqueArray(people, { selector: ({ id }) => id }), fc.nat(), (all, turn) => {
        const [one, other] = [empty(), empty()];
        for (const each of all) one.put(each);
        const at = all.length === 0 ? 0 : turn % all.length;
        for (const each of [...all.slice(at), ...all.slice(0, at)].toReversed()) other.put(each);
        expect(other.lookup(CALLED)).toEqual(one.lookup(CALLED));
      }),
      { numRuns: 100 },
    );
  });
  it('gives back what was put', () => {
    fc.assert(
      fc.property(people, organizations, (one, company) => {
        const index = empty();
        index.put(one);
        index.putOrganization(company);
        expect(index.get(one.id)).toEqual(one);
        expect(index.getOrganization(company.id)).toEqual(company);
        expect([...index.people()]).toEqual([one]);
        index.remove(one.id);
        index.removeOrganization(company.id);
        expect(index.get(one.id)).toBeUndefined();
        expect(index.getOrganization(company.id)).toBeUndefined();
        expect([...index.people()]).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
  it('for any text', () => {
    const index = empty();
    index.put(person(1));
    // Nothing that is a number can be read from these; they must not break what is there either.
    const odd = ['', '0', '+49', 'NaN', 'Infinity', '9'.repeat(40), '1e9', '-5', '٤٩'];
    index.put(person(2, { numbers: odd.map((text) => ({ digits: text, field: 'phone' })) }));
    expect(index.get(2)?.numbers).toEqual([]);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom(...odd)), (text) => {
        expect(Array.isArray(index.lookup(text))).toBe(true);
      }),
    );
    expect(index.lookup(CALLED)).toHaveLength(1);
  });
  it('after it has grown, and when places are used again', () => {
    const index = empty();
    const digitsOf = (id: number) => `4930${1_000_000 + id}`;
    for (let id = 1; id <= 20_000; id += 1) {
      index.put(person(id, { numbers: [{ digits: digitsOf(id), field: 'phone' }] }));
    }
    for (let id = 2; id <= 20_000; id += 2) index.remove(id);
    for (let id = 30_001; id <= 40_000; id += 1) {
      index.put(person(id, { numbers: [{ digits: digitsOf(id), field: 'mobile' }] }));
    }
    expect(index.size).toBe(20_000);
    expect(index.lookup(digitsOf(2))).toEqual([]);
    for (const id of [1, 19_999, 30_001, 40_000])
      expect(index.lookup(digitsOf(id))).toMatchObject([{ userId: id }]);
  });
});

describe('MA11: very many with one number', () => {
  it('the same ones are shown, whatever the order', () => {
    const [up, down] = [empty(), empty()];
    const all = Array.from({ length: 5_000 }, (_, n) => person(n + 1, { updatedAt: n % 17 }));
    for (const one of all) up.put(one);
    for (const one of all.toReversed()) down.put(one);
    up.putOrganization({
      id: 1,
      name: 'Kranbau',
      updatedAt: 0,
      numbers: [{ digits: CALLED, field: 'phone' }],
    });
    const people20 = down.lookup(CALLED);
    expect(people20).toHaveLength(20);
    expect(up.lookup(CALLED).slice(0, 19)).toEqual(people20.slice(0, 19));
    expect(up.lookup(CALLED).at(-1)?.reason.kind).toBe('organization');
  });
});

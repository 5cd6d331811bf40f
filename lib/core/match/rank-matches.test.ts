import metadata from 'libphonenumber-js/metadata.max.json' with { type: 'json' };
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPhone } from '../phone.ts';
import { customersOnly } from './customers-only.ts';
import { type Candidate, rankMatches } from './rank-matches.ts';
import { sureMatches } from './sure.ts';
import { touchedBy } from './touched.ts';

const phone = createPhone(metadata as never, { homeCountry: 'DE' });
const CALLED = '4930609854180';

const person = (userId: number, digits: string, more: Partial<Candidate> = {}): Candidate => ({
  userId,
  name: `P${userId}`,
  organization: 'Kranbau',
  vip: false,
  updatedAt: 0,
  field: 'phone',
  digits,
  ...more,
});
const company = (organizationId: number, digits: string, name = 'Kranbau'): Candidate => ({
  organizationId,
  name,
  vip: false,
  updatedAt: 0,
  field: 'main_number',
  digits,
});
const rank = (candidates: Candidate[], called = CALLED) =>
  rankMatches(called, candidates, phone.mobile);
const kinds = (candidates: Candidate[], called = CALLED) =>
  rank(candidates, called).map(({ name, reason }) => `${name} ${reason.kind}`);

describe('MA1: who has the number', () => {
  it('by field: phone and mobile, then custom ones, then fax', () => {
    const fields = ['fax', 'second_phone', 'mobile', 'phone'];
    const matches = rank(fields.map((field, id) => person(id + 1, CALLED, { field })));
    expect(matches.map(({ reason, weight }) => `${reason.detail} ${weight}`)).toEqual([
      'mobile 80',
      'phone 80',
      'second_phone 75',
      'fax 40',
    ]);
  });
  it('alone they are surer than where the number is shared', () => {
    expect(rank([person(1, CALLED)])).toEqual([
      {
        userId: 1,
        name: 'P1',
        organization: 'Kranbau',
        reason: { kind: 'exact', detail: 'phone' },
        weight: 100,
      },
    ]);
  });
});

describe('MA2: a hit ends the guessing', () => {
  it('nobody else is shown beside it', () => {
    expect(
      kinds([person(1, CALLED), person(2, '4930609854181'), person(3, '493060985418')]),
    ).toEqual(['P1 exact']);
  });
  it('the organisation that has the number stands beside its people, with its own reason', () => {
    expect(kinds([company(9, CALLED), person(1, CALLED)])).toEqual([
      'P1 exact',
      'Kranbau organization',
    ]);
    expect(rank([company(9, CALLED)])).toEqual([
      {
        name: 'Kranbau',
        organization: 'Kranbau',
        reason: { kind: 'organization', detail: 'main_number' },
        weight: 38,
      },
    ]);
  });
  it('is not lost behind many people', () => {
    const many = Array.from({ length: 40 }, (_, id) => person(id + 1, CALLED));
    const found = rank([...many, company(9, CALLED)]);
    expect(found).toHaveLength(20);
    expect(found.at(-1)?.name).toBe('Kranbau');
  });
});

describe('MA3: behind a main number', () => {
  it.each([
    ['stored with the operator’s digit', '4930609854' + '0'],
    ['stored as the head', '4930609854'],
    ['one internal digit', '493060985418'],
  ])('%s', (_what, stored) => {
    expect(kinds([person(1, stored)])).toEqual(['P1 organization']);
  });
  it('the main number without the operator’s digit', () => {
    expect(kinds([person(1, '49306098540')], '4930609854')).toEqual(['P1 organization']);
    expect(kinds([person(1, '493060')], '49306')).toEqual([]);
  });
  it('of an organisation', () => {
    expect(rank([company(9, '49306098540')])).toMatchObject([
      { name: 'Kranbau', reason: { kind: 'organization' }, weight: 35 },
    ]);
  });
  it.each([
    ['six digits behind it are no internal number', '4930609854180', '4930609'],
    ['a head of a few digits is none', '493012345', '4930'],
    ['another number', '4930609854180', '4930609855'],
    ['a mobile has no internal numbers', '4917112345678', '49171123456'],
  ])('%s', (_what, called, stored) => {
    expect(kinds([person(1, stored)], called)).toEqual([]);
  });
});

describe('MA4: one block', () => {
  it('two digits are surer than three', () => {
    const matches = rank([person(1, '4930609854999'), person(2, '4930609854199')]);
    expect(matches.map(({ name, weight }) => `${name} ${weight}`)).toEqual(['P2 25', 'P1 20']);
  });
  it('also when the main number calls', () => {
    expect(kinds([person(1, '4930609854180')], '49306098540')).toEqual(['P1 block']);
    expect(kinds([person(1, '4930609854180')], '4930609854')).toEqual(['P1 block']);
  });
  it('only of one organisation', () => {
    const other = person(2, '4930609854179', { organization: 'Werft' });
    expect(kinds([person(1, '4930609854181'), other])).toEqual([]);
    expect(kinds([person(1, '4930609854181', { organization: undefined })])).toEqual([]);
  });
  it('never of mobiles', () => {
    expect(kinds([person(1, '491711234567')], '491711234599')).toEqual([]);
  });
});

describe('MA5: last digits', () => {
  it.each([
    ['another country', '4330609854180', 15],
    ['another town', '4940609854180', 15],
    ['eight digits', '4989109854180', 12],
    ['seven digits', '49891119854180', 10],
    ['six digits', '4989111054180', undefined],
  ])('%s', (_what, stored, weight) => {
    const [match] = rank([person(1, stored)]);
    expect(match?.weight).toBe(weight);
    if (weight !== undefined) expect(match?.reason.kind).toBe('lastDigits');
  });
  it('stored without area code', () => {
    const partial = person(1, '9854180', { partial: true });
    expect(kinds([partial])).toEqual(['P1 lastDigits']);
    expect(kinds([partial], '4930609854181')).toEqual([]);
    // The same digits as a whole number abroad would be somebody else.
    expect(kinds([person(1, '49171999', { partial: true })], '49171999')).toEqual([
      'P1 lastDigits',
    ]);
  });
  it('a mobile only with its whole national number', () => {
    expect(kinds([person(1, '491721234567')], '491711234567')).toEqual([]);
    expect(kinds([person(1, '431711234567')], '491711234567')).toEqual(['P1 lastDigits']);
  });
  it('of more than three people they say nothing', () => {
    const towns = ['40', '89', '69', '221'];
    const people = towns.map((town, id) => person(id + 1, `49${town}609854180`));
    expect(kinds(people.slice(0, 3))).toHaveLength(3);
    expect(kinds(people)).toEqual([]);
  });
});

it('MA6: a number in a note is written about somebody, not theirs', () => {
  const note = person(1, CALLED, { field: 'note' });
  expect(rank([note])).toMatchObject([
    { reason: { kind: 'mentioned', detail: 'note' }, weight: 8 },
  ]);
  expect(kinds([note, person(2, CALLED)])).toEqual(['P2 exact']);
  expect(kinds([note, person(3, '4930609854181')])).toEqual(['P3 block', 'P1 mentioned']);
  expect(kinds([person(1, '4930609854181', { field: 'note' })])).toEqual([]);
});

describe('MA7: order', () => {
  it('VIP first, then changed last, then by id', () => {
    const people = [
      person(3, CALLED),
      person(1, CALLED),
      person(2, CALLED, { updatedAt: 5 }),
      person(4, CALLED, { vip: true }),
    ];
    expect(rank(people).map(({ userId }) => userId)).toEqual([4, 2, 1, 3]);
  });
  it('people of one organisation stand together', () => {
    const people = [
      person(1, CALLED, { updatedAt: 9 }),
      person(2, CALLED, { updatedAt: 8, organization: 'Werft' }),
      person(3, CALLED, { updatedAt: 7 }),
      person(4, CALLED, { updatedAt: 6, organization: undefined }),
      person(5, CALLED, { updatedAt: 5, organization: 'Werft' }),
      person(6, CALLED, { updatedAt: 4, organization: undefined }),
    ];
    expect(rank(people).map(({ userId }) => userId)).toEqual([1, 3, 2, 5, 4, 6]);
  });
  it('everybody once, for their best number', () => {
    const numbers = [
      person(1, CALLED, { field: 'fax' }),
      person(1, CALLED, { field: 'phone' }),
      person(1, CALLED, { field: 'note' }),
    ];
    expect(rank(numbers)).toMatchObject([{ userId: 1, reason: { detail: 'phone' }, weight: 100 }]);
  });
  it('at most 20, whatever the order they came in', () => {
    const some = fc.record({
      userId: fc.integer({ min: 1, max: 60 }),
      end: fc.constantFrom('180', '181', '18', '0', ''),
      field: fc.constantFrom('phone', 'mobile', 'fax', 'note', 'extra'),
      updatedAt: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 80 }), fc.nat(), (list, turn) => {
        // What a person is called and belongs to is one thing, however many numbers they have.
        const all = list.map(({ userId, end, field }) =>
          person(userId, `4930609854${end}`, {
            field,
            vip: userId % 7 === 0,
            updatedAt: userId % 4,
            organization: userId % 3 === 0 ? undefined : 'Kranbau',
          }),
        );
        const matches = rank(all);
        expect(matches.length).toBeLessThanOrEqual(20);
        expect(new Set(matches.map(({ userId }) => userId)).size).toBe(matches.length);
        expect(matches.map(({ weight }) => weight)).toEqual(
          matches.map(({ weight }) => weight).toSorted((a, b) => b - a),
        );
        const at = all.length === 0 ? 0 : turn % all.length;
        expect(rank([...all.slice(at), ...all.slice(0, at)].toReversed())).toEqual(matches);
      }),
    );
  });
});

it('MA8: only who has the number, was picked or is a colleague counts as known', () => {
  const kind = (name: string, of: 'exact' | 'picked' | 'extension' | 'organization' | 'block') => ({
    name,
    reason: { kind: of },
    weight: 1,
  });
  const all = [
    kind('a', 'exact'),
    kind('b', 'organization'),
    kind('c', 'picked'),
    kind('d', 'block'),
    kind('e', 'extension'),
  ];
  expect(sureMatches(all).map(({ name }) => name)).toEqual(['a', 'c', 'e']);
});

it('MA9: nobody is guessed to be a colleague', () => {
  const guesses = rank([person(1, '4930609854181'), person(2, '4930609854182')]);
  expect(customersOnly(guesses, (id) => id === 2).map(({ name }) => name)).toEqual(['P1']);
  expect(customersOnly(rank([person(2, CALLED)]), () => true)).toHaveLength(1);
});

it('MA10: whom a change may concern', () => {
  const touched = touchedBy(new Set(['4930609854180']));
  for (const number of ['4930609854180', '49306098540', '4930609854', '4389609854180'])
    expect([number, touched(number)]).toEqual([number, true]);
  expect(touched('4989123456')).toBe(false);
});

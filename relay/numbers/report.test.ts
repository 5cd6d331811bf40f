import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, test } from 'vitest';
import { systemClock } from '../hub/clock.ts';
import { createZammad } from '../../lib/zammad/zammad.ts';
import type { Finding, Kind } from './finding.ts';
import { makeReport } from './report.ts';
import { PHONE, startDoctor } from './testing/doctor-bench.ts';
import { type FakePerson, startFakeZammad, TOKEN } from './testing/fake-zammad.ts';

async function examine(people: FakePerson[], more: Parameters<typeof startDoctor>[1] = {}) {
  const fake = await startFakeZammad();
  for (const person of people) fake.people.set(person.id, person);
  const doctor = await startDoctor(fake, more);
  return { fake, doctor };
}
const of = (findings: Finding[], kind: Kind) => findings.filter((one) => one.kind === kind);
const short = (findings: Finding[]) =>
  findings.map(({ kind, person, field, number }) =>
    [kind, person, field, number].filter((one) => one !== undefined).join(' '),
  );

test('ND2: what Zammad misses is told with how each of both reads it, and why', async () => {
  const { doctor } = await examine([
    { id: 7, phone: '030/54000006' },
    { id: 8, phone: '030 54000007' },
    { id: 9, phone: '030/54000008', note: 'calls from 030 54000008' },
  ]);
  expect(await doctor.findings()).toEqual([
    {
      kind: 'missed',
      person: 7,
      name: 'Person No 7',
      staff: false,
      field: 'phone',
      text: '030/54000006',
      number: '493054000006',
      zammad: ['54000006'],
      why: 'the slash splits it',
    },
  ]);
});

test('ND2: numbers that Zammad runs into one are told so', async () => {
  const { doctor } = await examine([{ id: 1, phone: '+49 30 5807357 0171 58073577' }]);
  expect(of(await doctor.findings(), 'missed')).toMatchObject([
    {
      number: '49305807357',
      zammad: ['4930580735701715807357'],
      why: 'Zammad takes it and what stands beside it for one number',
    },
    { number: '4917158073577' },
  ]);
});

test('ND2: in another country every national number is missed', async () => {
  const { doctor } = await examine(
    [
      { id: 1, phone: '044 668 18 00' },
      { id: 2, phone: '+41 44 668 18 00' },
    ],
    { homeCountry: 'CH' },
  );
  expect(short(of(await doctor.findings(), 'missed'))).toEqual(['missed 1 phone 41446681800']);
});

describe('ND3: the other kinds', () => {
  const kinds = async (person: Omit<FakePerson, 'id'>, custom: string[] = []) => {
    const { doctor } = await examine([{ id: 1, ...person }], { custom });
    return short(await doctor.findings());
  };
  it('several in one field', async () => {
    expect(await kinds({ phone: '030 54000006, 0171 5550000' })).toEqual(['several 1 phone']);
  });
  it('the same one twice, in any spelling and field', async () => {
    const person = { phone: '030 54000006', second: '+493054000006' };
    expect(await kinds(person, ['second'])).toEqual(['twice 1 phone,second 493054000006']);
  });
  it('one that does not exist', async () => {
    expect(await kinds({ phone: '+49 1 1234567' })).toEqual(['impossible 1 phone 4911234567']);
  });
  it.each(['n/a', '54000006', 'ask reception', '9'.repeat(600)])(
    'no whole number: %j',
    async (phone) => expect(await kinds({ phone })).toEqual(['unreadable 1 phone']),
  );
  it('internal numbers are none of them', async () => {
    expect(await kinds({ phone: '23', mobile: '4711' })).toEqual([]);
  });
  it('digits elsewhere from which somebody could call; not those of order numbers', async () => {
    const person = {
      login: 'kunde493054000006',
      email: 'kunde493054000006@example.test',
      note: 'order 123456789, 2026-11-21',
      street: 'Weg 0171-5550000',
    };
    expect(await kinds(person)).toEqual(['look-alike 1 login', 'look-alike 1 street']);
    expect(await kinds({ ...person, mobile: '0171 5550000' })).toEqual(['look-alike 1 login']);
    const login = 'auto-e115682f-c791-4579-8265-ea37dbf6f5f8';
    expect(await kinds({ login })).toEqual([]);
    expect(await kinds({ email: `${login}@example.test` })).toEqual(['look-alike 1 email']);
  });
  it('inactive people are left out, agents are marked', async () => {
    const { doctor } = await examine([
      { id: 1, phone: '030/54000006', active: false },
      { id: 2, phone: '030/54000007', role_ids: [2] },
      { id: 3, phone: '030/54000008', role_ids: [9], group_ids: { 1: ['full'] } },
      { id: 4, phone: '030/54000009', role_ids: [9] },
    ]);
    const findings = await doctor.findings();
    expect(findings.map(({ person, staff }) => [person, staff])).toEqual([
      [2, true],
      [3, true],
      [4, false],
    ]);
  });
  it('numbers that people share, in different spellings, with who has them', async () => {
    const { doctor } = await examine([
      { id: 1, phone: '030 54000006', lastname: 'Eins' },
      { id: 2, mobile: '+493054000006', lastname: 'Zwei' },
      { id: 3, phone: '030 54000007, 030 54000007' },
    ]);
    expect(of(await doctor.findings(), 'shared')).toEqual([
      {
        kind: 'shared',
        staff: false,
        number: '493054000006',
        zammad: [],
        why: '2 people have it',
        people: [
          { id: 1, name: 'Person Eins' },
          { id: 2, name: 'Person Zwei' },
        ],
      },
    ]);
  });
  it('organisations, where their attributes are named', async () => {
    const { fake, doctor } = await examine([{ id: 4, phone: '0381 45670' }], {
      organizationFields: ['main_number'],
    });
    fake.organizations.push(
      { id: 4, name: 'Werft', main_number: '0381 / 45 67-0' },
      { id: 5, name: 'Kran', main_number: 'see website' },
      { id: 6, name: 'Gone', main_number: 'see website', active: false },
    );
    const findings = await doctor.findings();
    expect(findings).toEqual([
      expect.objectContaining({ kind: 'unreadable', organization: 5, name: 'Kran' }),
    ]);
  });
});

describe('ND4: reading', () => {
  const many = () =>
    Array.from({ length: 8 }, (_, at) => ({ id: at + 1, phone: `030/5400000${at}` }));

  it('goes on after pages that failed', async () => {
    const { fake, doctor } = await examine(many());
    fake.pages.push({ status: 500, body: '{}' }, { status: 502, body: '<html>' });
    expect(of(await doctor.findings(), 'missed')).toHaveLength(8);
  });
  it('waits for a page that comes late, and asks again', async () => {
    const { fake, doctor } = await examine(many(), { timeoutMs: 100 });
    fake.pages.push('hang');
    expect(of(await doctor.findings(), 'missed')).toHaveLength(8);
  });
  it('gives up after the last try', async () => {
    const { fake, doctor } = await examine(many());
    fake.pages.push(...Array.from({ length: 3 }, () => ({ status: 500, body: '{}' })));
    await expect(doctor.findings()).rejects.toMatchObject({ code: 'zammad/broken' });
  });
  it('a token that is refused is refused once', async () => {
    const { fake, doctor } = await examine(many());
    fake.pages.push({ status: 403, body: '{"error":"Not authorized"}' });
    await expect(doctor.findings()).rejects.toMatchObject({ code: 'zammad/forbidden' });
    expect(fake.requests).toEqual(['GET users']);
  });
  it('nobody is counted twice when the pages move', async () => {
    const { fake, doctor } = await examine(many());
    const page = JSON.stringify(
      [1, 2, 3].map((id) => ({ id, phone: '030/1234567', updated_at: '2026-01-01T00:00:00Z' })),
    );
    fake.pages.push({ status: 200, body: page }, { status: 200, body: page });
    const missed = of(await doctor.findings(), 'missed').map(({ person }) => person);
    expect(missed).toEqual([1, 2, 3, 7, 8]);
  });
  it('single people by id; one that does not exist is an error', async () => {
    const { fake, doctor } = await examine(many());
    expect(short(await doctor.findings([5]))).toEqual(['missed 5 phone 493054000004']);
    expect(fake.requests).toEqual(['GET users/5']);
    await expect(doctor.findings([99])).rejects.toMatchObject({ code: 'zammad/not-found' });
  });

  it('100,000 people, all with something wrong, in bounded memory', async () => {
    const PEOPLE = 100_000;
    const fake = await startFakeZammad((id) =>
      id > PEOPLE
        ? undefined
        : {
            id,
            phone: `030/${10_000_000 + (id % 90_000)}`,
            mobile: `0171.${5_000_000 + id}`,
            note: 'x'.repeat(100),
          },
    );
    setFlagsFromString('--expose_gc');
    const gc = runInNewContext('gc') as () => void;
    let early = 0;
    let late = 0;
    const report = await makeReport({
      zammad: createZammad({ url: fake.url, token: TOKEN, timeoutMs: 30_000 }),
      phone: PHONE,
      custom: [],
      organizationFields: [],
      clock: systemClock,
      signal: new AbortController().signal,
      reading: { perPage: 1_000, pauseMs: 0 },
      onProgress(people) {
        if (people !== 10_000 && people !== PEOPLE) return;
        gc();
        const { heapUsed, external } = process.memoryUsage();
        if (people === PEOPLE) late = heapUsed + external;
        else early = heapUsed + external;
      },
    });
    try {
      expect(report.people).toBe(PEOPLE);
      expect(report.numbers).toBe(190_000);
      expect(report.store.counts()).toContainEqual({
        kind: 'missed',
        findings: 200_000,
        records: PEOPLE,
      });
      expect(report.store.counts()).toContainEqual({
        kind: 'shared',
        findings: 10_000,
        records: 20_000,
      });
      expect(early).toBeGreaterThan(0);
      expect((late - early) / 1e6).toBeLessThan(8);
    } finally {
      report.store.close();
    }
  }, 120_000);
});

test('ND4: hostile texts are examined in no time', async () => {
  const wild = [
    '(',
    '/',
    '0',
    '+49',
    ' / ',
    'Büro: ',
    '(0)',
    '\u00a0',
    '\u{1f600}',
    ' oder ',
    'ext. 1 ',
    '١',
  ];
  const { doctor } = await examine(
    wild.map((unit, at) => ({
      id: at + 1,
      phone: unit.repeat(Math.floor(499 / unit.length)),
      mobile: unit.repeat(20_000),
      note: unit.repeat(50_000),
      firstname: `\u001b[31m${unit}`,
    })),
  );
  const began = performance.now();
  const findings = await doctor.findings();
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(findings.every(({ text = '' }) => text.length <= 200)).toBe(true);
  expect(findings.length).toBeGreaterThan(wild.length);
});

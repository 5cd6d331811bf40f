import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { temporaryFile } from '../hub/testing/bench.ts';
import { startSyncBench } from './testing/sync-bench.ts';

/** A record as a real Zammad has it; each text that is none of our business says so. */
const RECORD = {
  id: 7,
  organization_id: 3,
  login: 'SECRET-login@customer.example',
  firstname: 'Nina',
  lastname: 'Nord',
  email: 'SECRET-mail@customer.example',
  image: 'a'.repeat(32),
  image_source: 'SECRET-image-source',
  web: 'https://SECRET-web.example',
  phone: '+49 30 5550001',
  mobile: '0171 5550002',
  fax: '030 5550003',
  department: 'SECRET-department',
  street: 'SECRET-street 1',
  zip: 'SECRET-zip',
  city: 'SECRET-city',
  country: 'SECRET-country',
  address: 'SECRET-address',
  vip: true,
  verified: false,
  active: true,
  note: 'SECRET-note-word, privat <b>0171 5550004</b>, owes 4711 EUR',
  last_login: '2026-01-02T03:04:05.678Z',
  out_of_office: true,
  out_of_office_start_at: '2031-01-01',
  preferences: { cti: true, secret: 'SECRET-preference' },
  role_ids: [3],
  group_ids: { 5: ['full'] },
  custom_text: 'SECRET-custom',
  direct_line: '030 5550005',
};
const ORGANIZATION = {
  id: 3,
  name: 'Nord GmbH',
  domain: 'SECRET-domain.example',
  note: 'SECRET-organisation-note 030 5550006',
  member_ids: [7, 8],
  main_line: '030 5550007',
};

it('DS5: names, numbers, organisation, ids, vip and the time of the change are kept, nothing else', async () => {
  const { file, remove } = await temporaryFile();
  const fields = { people: ['direct_line'], organizations: ['main_line'], notes: true };
  const bench = await startSyncBench({ file, settings: { fields } });
  bench.zammad.put(RECORD);
  bench.zammad.putOrganization(ORGANIZATION);
  // Without a number, and switched off: not kept at all.
  bench.zammad.put({ id: 8, firstname: 'SECRET-nameless', email: 'SECRET-8@customer.example' });
  bench.zammad.put({ id: 9, lastname: 'SECRET-inactive', phone: '030 5550009', active: false });
  await bench.wholePass(2);
  bench.zammad.put({ id: 7, fax: '' });
  await bench.pass(60_000);

  const { db } = bench.database;
  const updatedAt = Date.parse(bench.zammad.people.get(7)?.updated_at ?? '');
  const [contact, ...others] = await db.selectFrom('contacts').selectAll().execute();
  expect(others).toEqual([]);
  expect(contact).toEqual({
    id: 7,
    name: 'Nina Nord',
    organization: 'Nord GmbH',
    organization_id: 3,
    vip: 1,
    active: 1,
    updated_at: String(updatedAt),
    pass: expect.any(Number),
  });
  const numbers = await db.selectFrom('numbers').selectAll().orderBy('digits').execute();
  expect(numbers.map(({ digits, field, partial }) => [digits, field, partial])).toEqual([
    ['491715550002', 'mobile', 0],
    ['491715550004', 'note', 0],
    ['49305550001', 'phone', 0],
    ['49305550005', 'direct_line', 0],
  ]);
  expect(await db.selectFrom('organizations').selectAll().execute()).toMatchObject([
    { id: 3, name: 'Nord GmbH' },
  ]);
  expect(
    await db.selectFrom('organization_numbers').selectAll().orderBy('field').execute(),
  ).toMatchObject([
    { digits: '49305550007', field: 'main_line' },
    { digits: '49305550006', field: 'note' },
  ]);
  const tables = await db.introspection.getTables();
  for (const { name } of tables) {
    const rows = await db
      .selectFrom(name as 'meta')
      .selectAll()
      .execute();
    expect(`${name} ${JSON.stringify(rows)}`).not.toMatch(/SECRET|4711|2031|5550009/);
  }
  const files = [file, `${file}-wal`];
  for (const path of files) {
    const bytes = (await readFile(path)).toString('latin1');
    expect(bytes).not.toMatch(/SECRET|customer\.example/);
  }
  expect(JSON.stringify([bench.lines, bench.sync.progress()])).not.toMatch(
    /Nina|Nord|555000|SECRET/,
  );
  await bench.close();
  await remove();
});

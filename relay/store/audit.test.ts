import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAudit } from './audit.ts';
import { type OpenDatabase, openDatabase } from './database.ts';

let database: OpenDatabase;
beforeEach(async () => {
  database = await openDatabase('sqlite::memory:');
});
afterEach(() => database.close());

const change = (subject: string, batch?: string) => ({
  actor: 'cli',
  action: 'person.change',
  subject,
  batch,
  detail: { field: 'phone', before: '030/1', after: '+49 30 1' },
});

test('what was written is listed newest first, with its time and how it was before', async () => {
  let now = 1000;
  const audit = createAudit({ db: database.db, now: () => now });
  await audit.write([change('user:1')]);
  now = 2000;
  await audit.write([change('user:2', 'b1')]);
  expect(await audit.list()).toEqual([
    { id: 2, at: 2000, ...change('user:2', 'b1') },
    { id: 1, at: 1000, ...change('user:1') },
  ]);
});

test('is narrowed by subject, batch and action, and paged by id', async () => {
  const audit = createAudit({ db: database.db, now: () => 1 });
  await audit.write(Array.from({ length: 250 }, (_, at) => change(`user:${at % 2}`, 'b1')));
  await audit.write([{ ...change('user:1'), action: 'number.lookup' }]);
  expect(await audit.list({ subject: 'user:0', limit: 1000 })).toHaveLength(125);
  expect(await audit.list({ batch: 'b1', limit: 1000 })).toHaveLength(250);
  expect(await audit.list({ action: 'number.lookup' })).toHaveLength(1);
  const page = await audit.list();
  expect(page).toHaveLength(100);
  const next = await audit.list({ before: page.at(-1)!.id });
  expect(next[0]!.id).toBe(page.at(-1)!.id - 1);
});

test('is stored together with something else, or not at all', async () => {
  const audit = createAudit({ db: database.db, now: () => 1 });
  const both = database.db.transaction().execute(async (trx) => {
    await audit.write([change('user:1')], trx);
    throw new Error('the other write failed');
  });
  await expect(both).rejects.toThrow('the other write failed');
  expect(await audit.list()).toEqual([]);
});

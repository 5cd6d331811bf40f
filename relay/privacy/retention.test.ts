import { afterEach, beforeEach, expect, it } from 'vitest';
import { BEGIN, type Workbench } from '../workspace/testing/workbench.ts';
import { DAY_MS } from './place.ts';
import { createUpkeep } from './upkeep.ts';
import { dump, fill, NUMBER, startPrivacyBench, traces } from './testing/filled.ts';

let work: Workbench;
beforeEach(async () => {
  work = await startPrivacyBench();
});
afterEach(() => work.close());

const silent = { info() {}, warn() {}, error() {} };

/** One round of upkeep so many days later, with what the relay holds in memory. */
async function after(days: number, auditDays = 90): Promise<void> {
  const { db } = work.bench.database;
  const now = BEGIN + days * DAY_MS;
  await work.ledger.purge(now - 365 * DAY_MS);
  const search = { tidy: async () => {} };
  const forget = async (digits: string) => {
    for (const table of ['picks', 'exclusions'] as const) {
      await db.deleteFrom(table).where('digits', '=', digits).execute();
    }
    return { picks: 0, exclusions: 0 };
  };
  const learned = {
    async forget(digits: string) {
      await db.deleteFrom('learned').where('digits', '=', digits).execute();
    },
  };
  const clock = { now: () => now, every: () => () => {} };
  const days_ = { retentionDays: 365, auditDays, jobs: [] };
  await createUpkeep({
    db,
    memory: { forget },
    learned,
    search,
    clock,
    log: silent,
    ...days_,
  }).run();
}

it('PV10: after the retention nothing is left in which the number can be read', async () => {
  await fill(work);
  const { db } = work.bench.database;
  expect((await traces(db)).length).toBeGreaterThan(10);
  await after(366);
  const left = await traces(db);
  expect(left.filter((line) => !/^(search_|claims)/.test(line))).toEqual([]);
});

it('PV10: the running relay does so by itself, its index too', async () => {
  const past = BEGIN - 366 * DAY_MS;
  await fill(work, past);
  const { db } = work.bench.database;
  await db.updateTable('picks').set({ at: past }).execute();
  await db.updateTable('exclusions').set({ at: past }).execute();
  await db.updateTable('learned').set({ expires_at: past }).execute();
  await db.deleteFrom('meta').where('key', '=', 'privacy.tidied').execute();
  expect((await traces(db)).some((line) => line.startsWith('search_terms'))).toBe(true);
  // The missed call is put out of the way, and its claim with it.
  await work.ledger.purge(BEGIN - 365 * DAY_MS);
  work.bench.clock.advance(60 * 60_000);
  await expect.poll(() => traces(db), { timeout: 10_000 }).toEqual([]);
  const lookup = await work.ask('bob', 'GET', `/v1/lookup?number=%2B${NUMBER}`);
  expect(lookup.body.matches).toEqual([]);
});

it('PV10: look-ups go after privacy.auditDays, what was changed in other systems later', async () => {
  await fill(work);
  const actions = async () => {
    const rows = await work.bench.database.db.selectFrom('audit').select('action').execute();
    return rows.map(({ action }) => action);
  };
  await after(80);
  expect(await actions()).toEqual(['number.fix', 'number.lookup']);
  await after(91);
  expect(await actions()).toEqual(['number.fix']);
  await after(366);
  expect(await actions()).toEqual([]);
});

it('PV10: what is younger stays, and a number that somebody called with stays known', async () => {
  await fill(work);
  await after(364);
  const { db } = work.bench.database;
  const tables = new Set((await dump(db)).map((line) => line.split(':', 1)[0]));
  for (const table of ['calls', 'events', 'picks', 'exclusions', 'refused', 'contact_links']) {
    expect(tables).toContain(table);
  }
  // They called again a day before: who they are is still needed.
  await db
    .updateTable('calls')
    .set({ ended_at: BEGIN + 400 * DAY_MS })
    .execute();
  await after(370);
  expect(await db.selectFrom('picks').selectAll().execute()).toHaveLength(1);
});

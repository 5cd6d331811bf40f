import { afterEach, describe, expect, it } from 'vitest';
import { temporaryFile } from '../hub/testing/bench.ts';
import { acceptMissing, acceptsMissing } from './sync-position.ts';
import { json } from './testing/paper-zammad.ts';
import { customer, START_AT, startSyncBench, type SyncBench } from './testing/sync-bench.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});
async function start(
  people = 0,
  options: Parameters<typeof startSyncBench>[0] = {},
): Promise<SyncBench> {
  const { file, remove } = await temporaryFile();
  open.push(remove);
  const bench = await startSyncBench({ file, ...options });
  open.push(() => bench.close());
  // Nobody changed lately.
  for (let id = 1; id <= people; id++) {
    const updated_at = new Date(START_AT - (people - id + 1) * 600_000).toISOString();
    bench.zammad.put(customer(id, { updated_at }));
  }
  return bench;
}
async function restart(bench: SyncBench, more = {}): Promise<SyncBench> {
  open.pop();
  const next = await bench.restart(more);
  open.push(() => next.close());
  return next;
}
const pagesOf = ({ zammad }: SyncBench, path: string, from = 0) =>
  zammad.requests
    .slice(from)
    .filter((asked) => asked.path === path && !asked.query.has('ids[]'))
    .map(({ query }) => Number(query.get('page')));
const alike = (bench: SyncBench) => () =>
  JSON.stringify(bench.known()) === JSON.stringify(bench.wanted());
const exact = ({ index }: SyncBench, digits: string) =>
  index.lookup(digits).filter(({ reason }) => reason.kind === 'exact');
const person = ({ index }: SyncBench, id: number) => index.get(id);

describe('DS1: everything is read once', () => {
  it('page by page, organisations first, one request at a time', async () => {
    const bench = await start();
    bench.zammad.putOrganization({ id: 1, name: 'Nord GmbH' });
    for (let id = 1; id <= 45; id++) bench.zammad.put(customer(id, { organization_id: 1 }));
    await bench.wholePass();
    expect(bench.known()).toEqual(bench.wanted());
    expect(bench.known()).toHaveLength(45);
    // The last page once more: somebody may have moved up into it.
    expect(pagesOf(bench, 'users')).toEqual([1, 2, 3, 4, 5, 6, 5]);
    expect(bench.zammad.mostAtOnce).toBe(1);
    expect(bench.sync.progress()).toMatchObject({ state: 'idle', people: 45, organizations: 1 });
  });

  it('a restart goes on at its page, and knows at once whom it knew', async () => {
    const first = await start(45);
    await first.until(() => first.index.size >= 20);
    const asked = first.zammad.requests.length;
    const second = await restart(first);
    expect(second.index.size).toBe(first.index.size);
    await second.wholePass(0);
    expect(pagesOf(second, 'users', asked)[0]).toBeGreaterThan(2);
    expect(second.known()).toEqual(second.wanted());
  });

  it('somebody deleted on a page that was read hides nobody on the next one', async () => {
    const bench = await start(45);
    await bench.until(() => bench.index.size >= 20);
    for (const id of [2, 3, 4]) bench.zammad.people.delete(id);
    await bench.until(() => bench.sync.progress().completedAt > 0);
    for (let id = 5; id <= 45; id++) expect(person(bench, id)?.name).toBe(`Customer ${id}`);
  });

  it('a Zammad that answers the same page again and again is no end, and not everything', async () => {
    const bench = await start(45);
    bench.zammad.fault = ({ path, query }) => {
      if (path === 'users') query.set('page', '1');
      return undefined;
    };
    await bench.pass(600_000);
    expect(bench.sync.progress()).toMatchObject({
      state: 'failing',
      problem: 'zammad/broken',
      page: 2,
      completedAt: 0,
    });
    bench.zammad.fault = undefined;
    await bench.wholePass(0);
    expect(bench.known()).toEqual(bench.wanted());
  });

  it('other fields are read from everybody, other people of another Zammad forgotten', async () => {
    const bench = await start();
    bench.zammad.put(customer(1, { direct: '030 5550001', note: 'privat 0171 5550002' }));
    bench.zammad.putOrganization({ id: 1, name: 'Nord', main: '089 5550003', note: '040 5550004' });
    await bench.wholePass();
    expect(bench.index.lookup('49305550001')).toEqual([]);
    const fields = { people: ['direct'], organizations: ['main'], notes: true };
    const more = await restart(bench, { settings: { fields } });
    await more.until(() => exact(more, '49305550001').length > 0, 5_000);
    expect(exact(more, '49305550001')[0]?.reason).toEqual({ kind: 'exact', detail: 'direct' });
    expect(more.index.lookup('491715550002')).toMatchObject([{ userId: 1 }]);
    expect(more.index.lookup('49895550003')).toMatchObject([{ name: 'Nord' }]);
    expect(more.index.lookup('49405550004')).toMatchObject([{ name: 'Nord' }]);
    const secure = await restart(more, { settings: { zammad: 'https://zammad.test' } });
    expect(secure.index.size).toBe(1);
    const other = await restart(secure, { settings: { zammad: 'http://other.test' } });
    expect(other.index.size).toBe(0);
    expect(other.index.lookup('49895550003')).toEqual([]);
  });
});

describe('DS2: changes', () => {
  it('a new number, name, organisation, person is there within half a minute', async () => {
    const bench = await start(45);
    bench.zammad.putOrganization({ id: 1, name: 'Nord GmbH' });
    await bench.wholePass();
    await bench.pass(3_000);
    bench.landed.clear();
    bench.zammad.put({ id: 7, firstname: 'New', lastname: 'Name', phone: '030 7770001' });
    bench.zammad.put(customer(8, { organization_id: 1 }));
    bench.zammad.put(customer(46));
    await bench.until(alike(bench), 30_000);
    expect(exact(bench, '493020000007')).toEqual([]);
    expect([...bench.landed]).toEqual(expect.arrayContaining(['493020000007', '49307770001']));
  });

  it('an organisation that is renamed reaches its people, whose records do not change', async () => {
    const bench = await start();
    bench.zammad.putOrganization({ id: 1, name: 'Nord GmbH' });
    for (let id = 1; id <= 12; id++) bench.zammad.put(customer(id, { organization_id: 1 }));
    await bench.wholePass();
    await bench.pass(5_000);
    bench.zammad.putOrganization({ id: 1, name: 'Süd AG' });
    await bench.until(() => person(bench, 12)?.organization === 'Süd AG', 30_000);
    expect(bench.known()).toEqual(bench.wanted());
    const again = await restart(bench);
    expect(again.known()).toEqual(again.wanted());
  });

  it('many at one moment, more than a page: nobody is missed', async () => {
    const bench = await start(45, { timing: { changesPerPage: 10 } });
    await bench.wholePass();
    await bench.pass(5_000);
    const at = bench.clock.now();
    bench.zammad.now = () => at;
    for (let id = 1; id <= 23; id++)
      bench.zammad.put({ ...customer(id), phone: `030 8880${100 + id}` });
    await bench.until(alike(bench), 60_000);
    // And those that were stamped then, but are only visible now.
    await bench.pass(40_000);
    for (let id = 24; id <= 40; id++)
      bench.zammad.put({ ...customer(id), phone: `030 8880${100 + id}` });
    await bench.until(alike(bench), 60_000);
  });

  it('who comes late, with a time of before, is seen all the same', async () => {
    const bench = await start(45, { timing: { sweepMs: 3_600_000, restMs: 3_600_000 } });
    await bench.wholePass();
    const before = (ms: number) => new Date(bench.clock.now() - ms).toISOString();
    for (let id = 1; id <= 12; id++) {
      const phone = `030 8880${100 + id}`;
      bench.zammad.put(customer(id, { phone, updated_at: before(id * 10_000) }));
    }
    await bench.until(alike(bench), 30_000);
    // A long transaction, or a search index that lags: stamped minutes before it can be seen.
    bench.zammad.put(customer(30, { phone: '030 8880030', updated_at: before(200_000) }));
    await bench.until(alike(bench), 30_000);
  });

  it('thousands that changed in one moment are not asked for again and again', async () => {
    const bench = await start(0, { timing: { restMs: 3_600_000 } });
    for (let id = 1; id <= 80; id++) bench.zammad.put(customer(id));
    await bench.wholePass();
    const from = bench.zammad.requests.length;
    await bench.pass(200_000);
    expect(bench.zammad.requests.length - from).toBeLessThan(80);
    expect(bench.sync.progress().state).toBe('idle');
  });

  it.each([
    ['an hour behind', -3_600_000],
    ['an hour ahead', 3_600_000],
    ['a year ahead', 365 * 86_400_000],
  ])("Zammad's clock is %s of ours", async (_what, skew) => {
    const bench = await start();
    bench.zammad.now = () => bench.clock.now() + skew;
    for (let id = 1; id <= 30; id++) bench.zammad.put(customer(id));
    await bench.wholePass();
    for (let id = 1; id <= 30; id += 3) {
      bench.zammad.put({ ...customer(id), phone: `030 8880${100 + id}` });
      await bench.until(alike(bench), 60_000);
    }
  });

  it("Zammad's clock is put right: what changes afterwards is seen all the same", async () => {
    const bench = await start();
    bench.zammad.now = () => bench.clock.now() + 3_600_000;
    for (let id = 1; id <= 30; id++) bench.zammad.put(customer(id));
    await bench.wholePass();
    bench.zammad.now = bench.clock.now;
    await bench.pass(1_000);
    bench.zammad.put({ ...customer(5), phone: '030 8880005' });
    await bench.until(alike(bench), 60_000);
  });

  it('our own clock jumps, back and ahead: it goes on', async () => {
    const bench = await start(12);
    await bench.wholePass();
    for (const jump of [86_400_000, -10 * 86_400_000]) {
      const { now } = bench.clock;
      bench.clock.now = () => now() + jump;
      bench.zammad.now = bench.clock.now;
      bench.zammad.put(customer(3, { phone: `030 88800${jump > 0 ? 31 : 32}` }));
      await bench.until(alike(bench), 180_000);
    }
  });

  it('more changes than by change is sensible, or a Zammad that repeats them: all is read again', async () => {
    const bench = await start(80);
    await bench.wholePass();
    await bench.pass(5_000);
    for (let id = 1; id <= 80; id++)
      bench.zammad.put({ ...customer(id), phone: `030 888${1000 + id}` });
    await bench.until(alike(bench), 120_000);
    bench.zammad.put({ ...customer(77), phone: '030 9990200' });
    for (let id = 1; id <= 10; id++)
      bench.zammad.put({ ...customer(id), phone: `030 777${1000 + id}` });
    bench.zammad.fault = ({ path, query }) => {
      if (path === 'users/search') query.set('page', '1');
      return undefined;
    };
    await bench.until(alike(bench), 120_000);
  });

  it('a search that does not answer: changes are found by reading everything', async () => {
    const bench = await start(45);
    await bench.wholePass();
    bench.zammad.fault = ({ path }) => (path === 'users/search' ? json({}, 500) : undefined);
    bench.zammad.put({ ...customer(33), phone: '030 8880033' });
    await bench.until(alike(bench), 300_000);
    expect(bench.sync.progress().problem).toBe('directory/search');
    bench.zammad.fault = undefined;
    await bench.until(() => bench.sync.progress().problem === undefined, 600_000);
  });

  it('nothing changed: nothing is written but where it stands', async () => {
    const bench = await start(45);
    bench.zammad.put(
      customer(50, { phone: '5554433, 030 5550001', mobile: '0171 5550002 / 030 5550001' }),
    );
    await bench.wholePass();
    const rows = await bench.database.db.selectFrom('contacts').selectAll().execute();
    bench.landed.clear();
    await bench.pass(60_000);
    expect(bench.landed).toEqual(new Set());
    const after = await bench.database.db.selectFrom('contacts').selectAll().execute();
    expect(after.map(({ pass: _pass, ...row }) => row)).toEqual(
      rows.map(({ pass: _pass, ...row }) => row),
    );
  });
});

describe('DS3: who is gone', () => {
  it('who became inactive goes with the change', async () => {
    const bench = await start(12);
    await bench.wholePass();
    await bench.pass(5_000);
    bench.zammad.put(customer(7, { active: false }));
    await bench.until(() => person(bench, 7) === undefined, 30_000);
    expect(bench.landed).toContain('493020000007');
    bench.zammad.put(customer(7, { active: true }));
    await bench.until(alike(bench), 30_000);
  });

  it('who was deleted goes when two passes missed them; a pass goes on slowly all the time', async () => {
    const bench = await start(25);
    bench.zammad.putOrganization({ id: 1, name: 'Nord' });
    bench.zammad.put(customer(9, { organization_id: 1 }));
    await bench.wholePass();
    bench.zammad.people.delete(7);
    bench.zammad.organizations.delete(1);
    await bench.wholePass();
    expect(person(bench, 7)?.name).toBe('Customer 7');
    await bench.wholePass();
    expect(person(bench, 7)).toBeUndefined();
    expect(person(bench, 9)?.organization).toBeUndefined();
    bench.zammad.people.set(9, {
      ...customer(9),
      updated_at: bench.zammad.people.get(9)?.updated_at ?? '',
    });
    await bench.wholePass();
    expect(bench.known()).toEqual(bench.wanted());
    const from = bench.zammad.requests.length;
    const at = bench.clock.now();
    await bench.wholePass();
    const asked = bench.zammad.requests.slice(from);
    expect(asked.length / ((bench.clock.now() - at) / 1000)).toBeLessThan(0.5);
  });

  it('lists that are cut short, again and again, remove nobody who is there', async () => {
    const bench = await start(45);
    await bench.wholePass();
    bench.zammad.fault = ({ path, query }) =>
      path === 'users' && Number(query.get('page')) > 3 ? json([]) : undefined;
    await bench.wholePass(4);
    expect(bench.index.size).toBe(45);
  });

  it('a token that lost its rights empties nothing, and the problem has a name', async () => {
    const bench = await start(60);
    await bench.wholePass();
    // Measured on 5.5 and 6.5: the list shows the owner of the token only, the search is refused.
    bench.zammad.fault = ({ path, query }) => {
      if (path === 'users') return json(query.get('page') === '1' ? [customer(1)] : []);
      return path === 'users/search' ? json({ error: 'Not authorized (token)!' }, 403) : undefined;
    };
    await bench.pass(1_200_000);
    expect(bench.index.size).toBe(60);
    expect(bench.sync.progress()).toMatchObject({ state: 'failing', problem: 'zammad/forbidden' });
    bench.zammad.fault = undefined;
    await bench.until(() => bench.sync.progress().state === 'idle', 600_000);
  });

  it('half of them at once: kept, and said', async () => {
    const bench = await start(60);
    await bench.wholePass();
    for (let id = 5; id <= 60; id++) bench.zammad.people.delete(id);
    await bench.wholePass(3);
    expect(bench.index.size).toBe(60);
    expect(bench.sync.progress().problem).toBe('directory/half-gone');
    expect(bench.lines.some(({ message }) => /ticket\.agent/.test(message))).toBe(true);
    await acceptMissing(bench.database.db, true);
    await bench.wholePass();
    expect(bench.known()).toEqual(bench.wanted());
    expect(bench.index.size).toBe(4);
    await bench.wholePass();
    expect(bench.sync.progress().problem).toBeUndefined();
    expect(await acceptsMissing(bench.database.db)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { testConfig } from '../testing/test-relay.ts';
import { type SyncWorld, syncWorld } from './testing/sync-world.ts';

const person = (id: number) => ({
  id,
  firstname: 'Person',
  lastname: `No ${id}`,
  phone: `+4930${20_000_000 + id}`,
});

async function filled(count: number, job: Parameters<typeof syncWorld>[0] = {}) {
  const world = await syncWorld(job);
  for (let id = 1; id <= count; id++) world.zammad.put(person(id));
  await world.run();
  await world.run();
  return world;
}
const size = ({ vendors }: SyncWorld) => vendors.sipgate.size;

describe('CS10: nothing is removed because of one list', () => {
  it('two whole lists in a row must agree; who comes back stays', async () => {
    const world = await filled(5);
    const [gone] = [...world.zammad.people.values()];
    world.zammad.people.delete(1);
    expect((await world.run()).report.counts).toMatchObject({ waiting: 1, removedContacts: 0 });
    world.zammad.put(gone!);
    expect((await world.run()).report.counts).toMatchObject({ waiting: 0, removedContacts: 0 });
    world.zammad.people.delete(1);
    await world.run();
    expect((await world.run()).report.counts).toMatchObject({ removedContacts: 1 });
    expect(size(world)).toBe(4);
    expect(await world.audit()).toContainEqual(
      expect.stringMatching(/^contact\.remove contact:cloud:/),
    );
  });
  it.each([
    ['inactive', { active: false }],
    ['a colleague now', { group_ids: { 2: ['full'] } }],
  ])('%s counts as gone', async (_words, change) => {
    const world = await filled(5);
    world.zammad.put({ id: 3, ...change });
    await world.run();
    await world.run();
    expect(size(world)).toBe(4);
  });
  it('whom nobody must know of is not sent, and taken back', async () => {
    const { directory } = testConfig();
    const world = await syncWorld({}, [], {
      directory: { ...directory, excludePeople: ['Person No 2'], excludeField: 'hidden' },
    });
    for (let id = 1; id <= 5; id++) world.zammad.put(person(id));
    await world.run();
    expect(size(world)).toBe(4);
    world.zammad.put({ id: 3, hidden: true } as { id: number });
    await world.run();
    await world.run();
    expect([...world.vendors.sipgate.values()].map(({ name }) => name)).toEqual([
      'Person No 1',
      'Person No 4',
      'Person No 5',
    ]);
  });
  it('a list of people that is empty, or lost many at once, removes nothing and says so', async () => {
    const world = await filled(30);
    const people = new Map(world.zammad.people);
    world.zammad.people.clear();
    for (let run = 0; run < 3; run++) {
      const { report } = await world.run();
      expect(report.notes[0]).toMatch(/Zammad's list of people is empty/);
      expect(report.counts).toMatchObject({ removedContacts: 0, waiting: 0 });
    }
    for (const [id, one] of people) if (id > 4) world.zammad.people.set(id, one);
    for (let run = 0; run < 3; run++) {
      expect((await world.run()).report.notes[0]).toMatch(/lost many contacts at once/);
    }
    expect(size(world)).toBe(30);
    for (let run = 0; run < 2; run++) await world.run({ trust: true });
    expect(size(world)).toBe(26);
  });
  it('the telephone system’s list shrank: nothing is made twice, nobody is touched in Zammad', async () => {
    const world = await filled(30, { direction: 'both' });
    const all = [...world.vendors.sipgate.values()];
    world.vendors.sipgate.clear();
    for (let run = 0; run < 3; run++) {
      const { report } = await world.run();
      expect(report.notes[0]).toMatch(/telephone system's list is empty/);
      expect(report.counts.madeContacts).toBe(0);
    }
    for (const one of all) world.vendors.sipgate.set(one.id, one);
    expect((await world.run()).report.notes).toEqual([]);
    expect([size(world), world.zammad.writes]).toEqual([30, []]);
  });
  it('a page that fails fails the run before anything is done', async () => {
    const world = await filled(5);
    world.zammad.put({ id: 1, lastname: 'Changed' });
    world.zammad.people.delete(2);
    let page = 0;
    world.vendors.fault = (method) =>
      method === 'GET' && page++ > 0 ? { kind: 'status', status: 500 } : undefined;
    for (let run = 0; run < 3; run++) {
      page = 0;
      expect((await world.run()).report.error?.code).toBe('target/broken');
    }
    world.vendors.fault = () => undefined;
    world.zammad.fault = () => 'cut';
    expect((await world.run()).report.error?.code).toBe('zammad/unreachable');
    world.zammad.fault = () => undefined;
    expect(size(world)).toBe(5);
    expect((await world.run()).report.counts).toMatchObject({ waiting: 1, changedContacts: 1 });
  });
});

describe('CS11: what is removed was made by us and is as we made it', () => {
  it('a contact that was there before is only let go', async () => {
    const world = await syncWorld();
    for (let id = 1; id <= 4; id++) world.zammad.put(person(id));
    world.vendors.sipgate.set('own', {
      id: 'own',
      name: 'Person No 1',
      picture: null,
      emails: [],
      numbers: [{ number: '+493020000001', type: ['WORK'] }],
      addresses: [],
      organization: [],
      scope: 'SHARED',
    });
    await world.run();
    world.zammad.people.delete(1);
    for (let run = 0; run < 4; run++) await world.run();
    expect(world.vendors.sipgate.has('own')).toBe(true);
    expect((await world.links()).map(({ state }) => state)).toEqual([
      'gone',
      'linked',
      'linked',
      'linked',
    ]);
  });
  it('one that somebody changed there stays', async () => {
    const world = await filled(4);
    const contact = [...world.vendors.sipgate.values()][0]!;
    world.zammad.people.delete(1);
    contact.numbers.push({ number: '+491719999999', type: ['CELL'] });
    for (let run = 0; run < 4; run++) await world.run();
    expect(size(world)).toBe(4);
  });
  it('somebody who is there after all, asked by id, stays', async () => {
    const world = await filled(5);
    const hidden = world.zammad.people.get(2)!;
    world.zammad.people.delete(2);
    await world.run();
    // Back between the list and the removal.
    world.vendors.fault = (method, path) => {
      if (method === 'GET' && path.endsWith('/contacts')) world.zammad.people.set(2, hidden);
      return undefined;
    };
    expect((await world.run()).report.counts).toMatchObject({ overtaken: 1, removedContacts: 0 });
    expect(size(world)).toBe(5);
  });
  it('removed there: push makes it again after two runs, both lets it be', async () => {
    for (const [direction, contacts] of [
      ['push', 5],
      ['both', 4],
    ] as const) {
      const world = await filled(5, { direction });
      const [first] = [...world.vendors.sipgate.keys()];
      world.vendors.sipgate.delete(first!);
      for (let run = 0; run < 4; run++) await world.run();
      expect([size(world), world.zammad.writes]).toEqual([contacts, []]);
      expect(world.zammad.people.size).toBe(5);
    }
  });
});

describe('CS12: limits of one run', () => {
  it('the rest waits for the next runs', async () => {
    const world = await syncWorld({ limits: { creates: 2, changes: 1, removals: 1 } });
    for (let id = 1; id <= 5; id++) world.zammad.put(person(id));
    expect((await world.run()).report.counts).toMatchObject({ madeContacts: 2, postponed: 3 });
    await world.run();
    await world.run();
    expect(size(world)).toBe(5);
    world.zammad.put({ id: 1, lastname: 'A' });
    world.zammad.put({ id: 2, lastname: 'B' });
    expect((await world.run()).report.counts).toMatchObject({ changedContacts: 1, postponed: 1 });
    expect((await world.run()).report.counts).toMatchObject({ changedContacts: 1, postponed: 0 });
    world.zammad.people.delete(1);
    world.zammad.people.delete(2);
    await world.run();
    expect((await world.run()).report.counts).toMatchObject({ removedContacts: 1, postponed: 1 });
    await world.run();
    expect(size(world)).toBe(3);
  });
  it('a dry run says all of it and writes nothing anywhere', async () => {
    const world = await filled(3);
    world.zammad.put({ id: 1, phone: '030 5555555' });
    world.zammad.put(person(4));
    world.zammad.people.delete(2);
    await world.run();
    const before = JSON.stringify([
      await world.links(),
      await world.audit(),
      await world.jobs.book.state('cloud'),
    ]);
    world.zammad.put({ id: 3, phone: '030 6666666' });
    world.zammad.put(person(5));
    world.vendors.requests.length = 0;
    const { report, steps } = await world.run({ dryRun: true });
    expect(report.counts).toMatchObject({
      madeContacts: 1,
      changedContacts: 1,
      removedContacts: 1,
    });
    expect(steps.map(({ kind, name, detail }) => `${kind} ${name}: ${detail.join()}`)).toEqual([
      'change Person No 3: phone: +493020000003 → +49306666666',
      'make Person No 5: phone: +493020000005',
      'remove Person No 2: phone: +493020000002',
    ]);
    const after = JSON.stringify([
      await world.links(),
      await world.audit(),
      await world.jobs.book.state('cloud'),
    ]);
    expect(after).toBe(before);
    expect(world.vendors.requests.every(({ method }) => method === 'GET')).toBe(true);
  });
});

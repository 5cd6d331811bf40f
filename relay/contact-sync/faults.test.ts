import { describe, expect, it, onTestFinished } from 'vitest';
import { HOLD_MS, HoldLost } from './job-book.ts';
import type { Fault } from './testing/fake-vendors.ts';
import { type SyncWorld, syncWorld } from './testing/sync-world.ts';

const person = (id: number) => ({
  id,
  firstname: 'P',
  lastname: `No ${id}`,
  mobile: `+4917120000${id}`,
});
const TARGETS = ['sipgate', 'placetel'] as const;

async function filled(target: (typeof TARGETS)[number], count = 4): Promise<SyncWorld> {
  const world = await syncWorld({ target, direction: 'both' });
  for (let id = 1; id <= count; id++) world.zammad.put(person(id));
  return world;
}
const size = ({ vendors }: SyncWorld) => vendors.sipgate.size + vendors.placetel.size;
/** The fault happens this often to requests of this method. */
function fail(world: SyncWorld, method: string, fault: Fault, times = 1, after = 0): void {
  let seen = 0;
  world.vendors.fault = (asked) => {
    if (asked !== method) return undefined;
    seen++;
    return seen > after && seen <= after + times ? fault : undefined;
  };
}

describe.each(TARGETS)('CS13: nothing doubled, nobody lost (%s)', (target) => {
  const makes = target === 'sipgate' ? 'PUT' : 'POST';
  it('the answer to a new contact is lost: found next time, not made again', async () => {
    const world = await filled(target);
    fail(world, makes, { kind: 'lost' }, 1, 1);
    await world.run();
    await world.run();
    await world.run();
    expect([size(world), (await world.links()).map(({ state }) => state)]).toEqual([
      4,
      ['linked', 'linked', 'linked', 'linked'],
    ]);
  });
  it('it was not made at all: made in the end, once', async () => {
    const world = await filled(target);
    fail(world, makes, { kind: 'cut' }, 20);
    const { report } = await world.run();
    expect([size(world), report.error?.code]).toEqual([0, 'target/unreachable']);
    world.vendors.fault = () => undefined;
    for (let run = 0; run < 3; run++) await world.run();
    expect(size(world)).toBe(4);
  });
  it('an answer that makes no sense to a new contact', async () => {
    const world = await filled(target);
    fail(world, makes, { kind: 'nonsense' }, 1);
    for (let run = 0; run < 3; run++) await world.run();
    expect(size(world)).toBe(4);
  });
  it.each([
    ['truncated', { kind: 'truncated' }],
    ['doubled entry', { kind: 'doubled' }],
    ['page one short', { kind: 'short' }],
    ['nonsense', { kind: 'nonsense' }],
    ['500', { kind: 'status', status: 500 }],
  ] as [string, Fault][])('lists that come %s', async (_name, fault) => {
    const world = await filled(target, 8);
    await world.run();
    world.zammad.people.delete(1);
    for (let run = 0; run < 4; run++) {
      world.vendors.fault = (method) => (method === 'GET' ? fault : undefined);
      await world.run();
      fail(world, 'GET', fault, 1, run);
      await world.run();
    }
    world.vendors.fault = () => undefined;
    for (let run = 0; run < 3; run++) await world.run();
    expect(size(world)).toBe(7);
    expect(world.zammad.writes).toEqual([]);
  });
});

describe('CS13: a new person of Zammad whose answer is lost', () => {
  it('is found next time, not made again', async () => {
    const world = await syncWorld({ target: 'placetel', direction: 'both', createInZammad: true });
    const contact = { id: 7, first_name: 'New', last_name: 'One', phone_work: '+49301234567' };
    world.vendors.placetel.set(7, contact);
    let lost = false;
    world.zammad.fault = (method) =>
      method === 'POST' && !lost ? ((lost = true), 'lost') : undefined;
    expect((await world.run()).report.error?.code).toBe('zammad/unreachable');
    for (let run = 0; run < 3; run++) await world.run();
    expect(world.zammad.people.size).toBe(1);
    expect(await world.links()).toMatchObject([{ state: 'linked', remoteId: '7' }]);
  });
  it('one whom Zammad refuses is counted, the others are made', async () => {
    const world = await syncWorld({ target: 'placetel', direction: 'pull', createInZammad: true });
    for (const id of [7, 8]) {
      world.vendors.placetel.set(id, { id, last_name: `N${id}`, phone_work: `+4930123456${id}` });
    }
    let first = true;
    world.zammad.fault = (method) => {
      if (method !== 'POST' || !first) return undefined;
      first = false;
      return 'refused';
    };
    const { report } = await world.run();
    expect(report.error).toBeUndefined();
    expect(report.counts).toMatchObject({ failed: 1, madePeople: 1 });
    expect(await world.audit()).toContain('contact.failed contact:cloud:7');
  });
});

describe('CS14: patience, and what ends a run', () => {
  it('waits as long as it is told, and no longer than six minutes', async () => {
    const world = await filled('placetel', 1);
    fail(world, 'POST', { kind: 'status', status: 429, retryAfter: '90' });
    await world.run();
    const posts = world.vendors.requests.filter(({ method }) => method === 'POST');
    expect(posts).toHaveLength(2);
    expect(posts[1]!.at - posts[0]!.at).toBeGreaterThanOrEqual(90_000);
    world.zammad.put(person(2));
    fail(world, 'POST', { kind: 'status', status: 429, retryAfter: '3600' }, 9);
    const { report } = await world.run();
    expect(report.error?.code).toBe('target/rate');
    world.vendors.fault = () => undefined;
    await world.run();
    expect(size(world)).toBe(2);
  });
  it('keeps the distance between requests that Placetel asks for', async () => {
    const world = await filled('placetel', 6);
    await world.run();
    const times = world.vendors.requests.map(({ at }) => at);
    const gaps = times.slice(1).map((at, index) => at - times[index]!);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
  });
  it.each([
    [401, 'target/unauthorised'],
    [403, 'target/forbidden'],
  ])(
    'a token that is revoked in the middle: %d ends the run, nothing else happens',
    async (status, code) => {
      const world = await filled('placetel');
      fail(world, 'POST', { kind: 'status', status }, 99, 2);
      const { report } = await world.run();
      expect([report.error?.code, report.counts.madeContacts, size(world)]).toEqual([code, 2, 2]);
      expect(world.vendors.requests.filter(({ method }) => method === 'POST')).toHaveLength(3);
      world.vendors.fault = () => undefined;
      await world.run();
      expect(size(world)).toBe(4);
    },
  );
  it('one contact that is refused does not hold up the others', async () => {
    const world = await filled('placetel');
    fail(world, 'POST', { kind: 'status', status: 422 });
    const { report } = await world.run();
    expect(report.error).toBeUndefined();
    expect(report.counts).toMatchObject({ madeContacts: 3, failed: 1 });
  });
  it('neither token nor name is in what a run leaves behind', async () => {
    const world = await filled('sipgate');
    world.vendors.tokens.clear();
    const { report } = await world.run();
    expect(report.error).toEqual({
      code: 'target/unauthorised',
      message: 'The telephone system does not accept the token: make a new one and enter it.',
    });
    expect(JSON.stringify(report)).not.toMatch(/sip-secret|No 1|4917/);
  });
  it('the token goes nowhere else: a redirect is an error', async () => {
    const world = await filled('sipgate', 1);
    world.vendors.fault = () => ({ kind: 'status', status: 302 });
    expect((await world.run()).report.error?.code).toMatch(/^target\//);
  });
});

describe('CS15: one run of a job at a time', () => {
  it('the second one is told; a killed one holds it for a quarter of an hour', async () => {
    const world = await filled('sipgate');
    const { book } = world.jobs;
    const hold = await book.take('cloud');
    const { signal } = new AbortController();
    world.clock.advance(HOLD_MS);
    expect(await world.jobs.run('cloud', { dryRun: false, signal })).toBeUndefined();
    expect(size(world)).toBe(0);
    world.clock.advance(1);
    await world.run();
    expect(size(world)).toBe(4);
    // The one that was held up for so long wakes, and sends nothing more.
    await expect(hold!.held()).rejects.toThrow(HoldLost);
  });
  it('at the very same moment only one begins', async () => {
    const world = await filled('sipgate');
    const holds = await Promise.all([1, 2, 3].map(() => world.jobs.book.take('cloud')));
    expect(holds.filter((hold) => hold !== undefined)).toHaveLength(1);
  });
  it('a run that is stopped leaves nothing half known', async () => {
    const world = await filled('placetel');
    const stop = new AbortController();
    onTestFinished(() => stop.abort());
    let posts = 0;
    world.vendors.fault = (method) => {
      if (method === 'POST' && ++posts === 2) stop.abort();
      return undefined;
    };
    const { report } = await world.run({ signal: stop.signal });
    expect(report.error?.code).toBe('stopped');
    world.vendors.fault = () => undefined;
    for (let run = 0; run < 3; run++) await world.run();
    expect(size(world)).toBe(4);
  });
});

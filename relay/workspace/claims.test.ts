import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFile } from '../hub/testing/bench.ts';
import type { Client } from '../hub/testing/client.ts';
import { CLAIM_MS } from './claims.ts';
import { type Name, PARTY, startWorkbench, type Workbench } from './testing/workbench.ts';

let work: Workbench;
beforeEach(async () => {
  work = await startWorkbench();
});
afterEach(() => work.close());

const KEY = '4930609854180';
const claim = (who: Name, take = true, key = KEY) =>
  work.ask(who, 'POST', `/v1/missed/${encodeURIComponent(key)}/claim`, { claim: take });
const row = async (who: Name = 'alice') => (await work.rows(who))[0];
const stored = () => work.bench.database.db.selectFrom('claims').selectAll().execute();

describe('WS6: claims', () => {
  it('one has it, the others are told who', async () => {
    await work.miss(0, 'a');
    expect((await claim('alice')).status).toBe(204);
    expect(await row()).toMatchObject({ claimedBy: 'Alice Agent', mine: true });
    expect(await row('bob')).toMatchObject({ claimedBy: 'Alice Agent', mine: false });
    const refused = await claim('bob');
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'missed/claimed' } } });
    expect(refused.body.error.message).toContain('Alice Agent');
    expect((await claim('bob', false)).status).toBe(409);
    const { claimedAt } = (await row())!;
    work.bench.clock.advance(1_000);
    expect((await claim('alice')).status).toBe(204);
    expect((await row())?.claimedAt).toBe(claimedAt);
  });
  it('of two in the same moment one gets it', async () => {
    await work.miss(0, 'a');
    const all = await Promise.all([claim('alice'), claim('bob'), claim('carla')]);
    expect(all.map(({ status }) => status).toSorted()).toEqual([204, 409, 409]);
    expect(await stored()).toHaveLength(1);
  });
  it('is let go by who has it, twice is fine', async () => {
    await work.miss(0, 'a');
    await claim('alice');
    expect((await claim('alice', false)).status).toBe(204);
    expect((await claim('alice', false)).status).toBe(204);
    expect(await row()).not.toHaveProperty('claimedBy');
    expect((await claim('bob')).status).toBe(204);
  });
  it('ends after eight hours, and everybody is told', async () => {
    await work.miss(0, 'a');
    await claim('alice');
    const client = work.stream('bob');
    await client.next('welcome');
    work.bench.clock.advance(CLAIM_MS - 61_000);
    expect(await row('bob')).toMatchObject({ claimedBy: 'Alice Agent' });
    work.bench.clock.advance(62_000);
    expect(await row('bob')).not.toHaveProperty('claimedBy');
    expect((await claim('bob')).status).toBe(204);
    expect(await stored()).toMatchObject([{ agent_name: 'Bob Müller' }]);
  });
  it('ends with the row; the next attempt begins unclaimed', async () => {
    await work.miss(0, 'a');
    await claim('alice');
    await work.talk(100, 'through');
    await work.settled();
    expect(await stored()).toEqual([]);
    await work.miss(200, 'b');
    expect(await row('bob')).not.toHaveProperty('claimedBy');
    expect((await claim('bob')).status).toBe(204);
  });
  it('ends when the last attempt is done by hand, not before', async () => {
    const [a, b] = [await work.miss(0, 'a'), await work.miss(100, 'b')];
    await claim('alice');
    await work.ask('bob', 'POST', `/v1/calls/${a}/done`, { done: true });
    expect(await row()).toMatchObject({ attempts: 1, claimedBy: 'Alice Agent' });
    await work.ask('bob', 'POST', `/v1/calls/${b}/done`, { done: true });
    await work.ask('bob', 'POST', `/v1/calls/${b}/done`, { done: false });
    expect(await row()).not.toHaveProperty('claimedBy');
  });
  it('holds over a restart, unless the row is closed by then', async () => {
    const { file, remove } = await temporaryFile();
    await work.close();
    work = await startWorkbench({ file });
    await work.miss(0, 'a');
    await claim('alice');
    const { db } = work.bench.database;
    await db
      .insertInto('claims')
      .values({ key: 'gone', agent_id: 3, agent_name: 'A', at: 1e12 })
      .execute();
    await work.close();
    work = await startWorkbench({ file });
    expect(await row()).toMatchObject({ claimedBy: 'Alice Agent', mine: true });
    await work.settled();
    expect((await stored()).map(({ key }) => key)).toEqual([KEY]);
    await work.close();
    await remove();
    work = await startWorkbench();
  });
  it('where nobody waits there is nothing to take, and nothing to let go of', async () => {
    expect(await claim('alice')).toMatchObject({
      status: 404,
      body: { error: { code: 'missed/not-found' } },
    });
    expect((await claim('alice', false)).status).toBe(204);
    expect(await stored()).toEqual([]);
  });
});

describe('WS6: who sees another board is told, once a second at most', () => {
  const boards = (client: Client) => client.frames.filter(({ type }) => type === 'board').length;
  let marks = 0;
  /** The client has what was sent so far. */
  async function upToDate(client: Client): Promise<void> {
    const about = { direction: 'in', to: PARTY.line } as const;
    const id = await work.tell(5_000, 'new', `mark-${(marks += 1)}`, about);
    await client.next('call', ({ call }) => call.id === id);
  }

  it('each change within the second is told once, at its end', async () => {
    const client = work.stream('bob');
    await client.next('welcome');
    await work.miss(0, 'a');
    await client.next('board');
    await claim('alice');
    await claim('alice', false);
    await claim('alice');
    await upToDate(client);
    expect(boards(client)).toBe(1);
    work.bench.clock.advance(1_000);
    await client.next('board', () => boards(client) === 2);
    work.bench.clock.advance(10_000);
    await upToDate(client);
    expect(boards(client)).toBe(2);
  });
  it('only those who may see the row', async () => {
    await work.close();
    work = await startWorkbench({
      config: { lines: [{ match: '+49 30 777777', private: true }] },
    });
    const [alice, bob] = [work.stream('alice'), work.stream('bob')];
    await Promise.all([alice.next('welcome'), bob.next('welcome')]);
    await work.miss(0, 'a', { to: { e164: '4930777777' }, targets: [PARTY.bob] });
    await bob.next('board');
    await claim('bob');
    await upToDate(alice);
    expect(boards(alice)).toBe(0);
  });
  it('when a name becomes known, a wait ends and somebody else tries', async () => {
    const client = work.stream('bob');
    await client.next('welcome');
    let told = 0;
    const nextTold = async () => {
      await client.next('board', () => boards(client) > told);
      told = boards(client);
      work.bench.clock.advance(2_000);
    };
    await work.miss(0, 'a');
    await nextTold();
    await work.ask('alice', 'POST', `/v1/numbers/+${KEY}/pick`, { userId: 9, name: 'Ida' });
    await nextTold();
    await work.talk(50, 'through');
    await nextTold();
    await work.miss(100, 'b');
    await nextTold();
  });
});

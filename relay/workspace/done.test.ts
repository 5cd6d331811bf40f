import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createForwardOutbox } from '../forward/outbox.ts';
import { phone, temporaryFile } from '../hub/testing/bench.ts';
import { BEGIN, type Name, PARTY, startWorkbench, type Workbench } from './testing/workbench.ts';

let work: Workbench;
beforeEach(async () => {
  work = await startWorkbench();
});
afterEach(() => work.close());

const mark = (id: string, done: boolean, who: Name = 'alice') =>
  work.ask(who, 'POST', `/v1/calls/${id}/done`, { done });
const many = (body: object, who: Name = 'alice') => work.ask(who, 'POST', '/v1/calls/done', body);
const doneSeen = async (id: string) =>
  (await work.ask('alice', 'GET', `/v1/calls/${id}`)).body.done as boolean;
const number = (last: string) => ({ raw: `49306098541${last}`, e164: `49306098541${last}` });

describe('WS3: done by hand', () => {
  it('is told to every browser with a raised version, and can be taken back', async () => {
    const client = work.stream('bob');
    await client.next('welcome');
    const id = await work.miss(0, 'a');
    const before = await client.next('call', ({ call }) => call.id === id && call.missed);
    expect(before.call.done).toBe(false);
    expect(await mark(id, true)).toEqual({ status: 200, body: { ids: [id] } });
    const after = await client.next('call', ({ call }) => call.id === id && call.done);
    expect(after.call).toMatchObject({ missed: true, state: 'ended' });
    expect(after.call.version).toBeGreaterThan(before.call.version);
    expect((await mark(id, false)).body).toEqual({ ids: [id] });
    const back = await client.next(
      'call',
      ({ call }) => call.id === id && !call.done && call.version > after.call.version,
    );
    expect(back.call.missed).toBe(true);
  });
  it('the second time is no change', async () => {
    const id = await work.miss(0, 'a');
    await mark(id, true);
    const { version } = await work.call(id);
    expect((await mark(id, true, 'bob')).body).toEqual({ ids: [] });
    const all = await Promise.all([mark(id, false), mark(id, false, 'bob'), mark(id, false)]);
    expect(all.flatMap(({ body }) => body.ids)).toEqual([id]);
    expect((await work.call(id)).version).toBe(version + 1);
  });
  it('is in the journal, with the name', async () => {
    const id = await work.miss(0, 'a');
    await mark(id, true);
    const row = await work.bench.database.db
      .selectFrom('events')
      .select(['kind', 'parsed', 'raw', 'seq'])
      .where('call_id', '=', id)
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ kind: 'update', raw: '' });
    expect(JSON.parse(row.parsed ?? '')).toMatchObject({
      callId: 'a',
      mark: { done: true, by: 'Alice Agent' },
    });
    const change = await work.ledger.get(id);
    expect(change?.seq).toBe(row.seq);
  });
  it('late events do not undo it, nor does a restart', async () => {
    const { file, remove } = await temporaryFile();
    await work.close();
    work = await startWorkbench({ file });
    const id = await work.miss(0, 'a');
    await mark(id, true);
    await work.tell(9, 'stopRing', 'a', { targets: [PARTY.bob] });
    await work.tell(-1, 'new', 'a', { direction: 'in', from: { ...PARTY.caller, name: 'Ida' } });
    await work.tell(11, 'hangup', 'a', { end: { cause: 'noAnswer' } });
    expect(await work.call(id)).toMatchObject({ mark: { done: true }, from: { name: 'Ida' } });
    await work.close();
    work = await startWorkbench({ file });
    expect(await doneSeen(id)).toBe(true);
    expect(await work.rows()).toEqual([]);
    await mark(id, false);
    expect(await work.rows()).toMatchObject([{ callIds: [id] }]);
    await work.close();
    await remove();
    work = await startWorkbench();
  });
  it('a call that goes on is left alone', async () => {
    const id = await work.tell(0, 'new', 'a', { direction: 'in', from: PARTY.caller });
    expect((await mark(id, true)).body).toEqual({ ids: [] });
    expect(await work.call(id)).not.toHaveProperty('mark');
  });
  it('an old call that id was used for before is meant, not the new one', async () => {
    const first = await work.miss(0, 'a');
    const second = await work.miss(500, 'a', { from: number('99') });
    expect(second).not.toBe(first);
    expect((await mark(first, true)).body).toEqual({ ids: [first] });
    expect(await doneSeen(second)).toBe(false);
  });
  it('Zammad’s log is told nothing of it', async () => {
    await work.close();
    const clock = () => BEGIN;
    work = await startWorkbench({
      outbox: createForwardOutbox({
        forward: { agentReference: false, internal: false, transfers: false },
        agents: [],
        phone,
        clock,
      }),
    });
    const id = await work.miss(0, 'a');
    const { db } = work.bench.database;
    await db.deleteFrom('forwards').execute();
    await mark(id, true);
    expect(await db.selectFrom('forwards').selectAll().execute()).toEqual([]);
  });
});

describe('WS3: many at once', () => {
  it('by ids: unknown and foreign ones are passed over in silence', async () => {
    await work.close();
    work = await startWorkbench({ config: { visibility: 'own' } });
    const own = await work.miss(0, 'a', { targets: [PARTY.alice] });
    const foreign = await work.miss(0, 'b', { targets: [PARTY.bob] });
    const answer = await many({ ids: [own, foreign, 'unknown', own] });
    expect(answer).toEqual({ status: 200, body: { ids: [own] } });
    expect((await work.call(foreign)).mark).toBeUndefined();
  });
  it('by number in any spelling: all that wait, nothing else', async () => {
    const [a, b] = [await work.miss(0, 'a'), await work.miss(100, 'b')];
    const other = await work.miss(200, 'c', { from: number('99') });
    const { body } = await many({ number: '030 / 60 98 54 180' });
    expect(body.ids.toSorted()).toEqual([a, b].toSorted());
    expect(await doneSeen(other)).toBe(false);
    expect((await many({ number: '030609854180' })).body).toEqual({ ids: [] });
    const wrong = await many({ number: 'support' });
    expect(wrong).toMatchObject({ status: 422, body: { error: { code: 'number/unreadable' } } });
  });
  it('by number, also what the board no longer shows', async () => {
    const id = await work.miss(-100 * 86_400, 'old');
    expect(await work.rows()).toEqual([]);
    expect((await many({ number: '030609854180' })).body).toEqual({ ids: [id] });
  });
  it('by rows of the board, each caller and internal numbers', async () => {
    const [a, b] = [await work.miss(0, 'a'), await work.miss(100, 'b')];
    const inside = await work.miss(200, 'c', { from: { extension: '77' } });
    const left = await work.miss(300, 'd', { from: number('99') });
    const { body } = await many({ keys: ['4930609854180', 'ext-77', 'nonsense'] });
    expect(body.ids.toSorted()).toEqual([a, b, inside].toSorted());
    expect(await work.rows()).toMatchObject([{ callIds: [left] }]);
  });
});

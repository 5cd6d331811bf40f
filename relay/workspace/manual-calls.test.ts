import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { agentCallSchema } from '../../lib/protocol/agent-call-schema.ts';
import { loadConfig } from '../config-load.ts';
import { createForwardOutbox } from '../forward/outbox.ts';
import { phone } from '../hub/testing/bench.ts';
import { BEGIN, startWorkbench, type Workbench } from './testing/workbench.ts';

let work: Workbench;
beforeEach(async () => {
  work = await startWorkbench();
  work.bench.clock.advance(3_600_000);
});
afterEach(() => work.close());

let requests = 0;
const manual = (more: object = {}) => ({
  direction: 'in',
  number: '030 609854180',
  startedAt: BEGIN + 60_000,
  durationMs: 120_000,
  answered: true,
  requestId: `request-${(requests += 1)}`,
  ...more,
});
const enter = (body: object, who: 'alice' | 'bob' = 'alice') =>
  work.ask(who, 'POST', '/v1/calls', body);
const journal = (id: string) =>
  work.bench.database.db
    .selectFrom('events')
    .select(['kind', 'connection', 'at'])
    .where('call_id', '=', id)
    .orderBy('seq')
    .execute();

describe('WS7: a call entered by hand', () => {
  it('is the agent’s own, over, as long as told, and in the journal', async () => {
    const { status, body } = await enter(manual());
    expect(status).toBe(201);
    expect(v.is(agentCallSchema, body)).toBe(true);
    expect(body).toMatchObject({
      manual: true,
      mine: true,
      direction: 'in',
      state: 'ended',
      done: true,
      missed: false,
      version: 1_000,
      answeredBy: 'Alice Agent',
      startedAt: BEGIN + 60_000,
      answeredAt: BEGIN + 60_000,
      endedAt: BEGIN + 180_000,
      remote: { number: '+4930609854180', withheld: false },
    });
    expect(await journal(body.id)).toMatchObject([
      { kind: 'new', connection: 'manual' },
      { kind: 'answer' },
      { kind: 'hangup', at: BEGIN + 180_000 },
    ]);
    const list = (await work.ask('alice', 'GET', '/v1/calls')).body.items;
    expect(list).toMatchObject([{ id: body.id, manual: true }]);
    expect((await work.ask('bob', 'GET', `/v1/calls/${body.id}`)).body.mine).toBe(false);
  });
  it('comes to the browsers as a call that is over, never as one that rings', async () => {
    const client = work.stream('alice');
    await client.next('welcome');
    const { body } = await enter(manual({ direction: 'out' }));
    await client.next('call', ({ call }) => call.id === body.id);
    expect(client.calls().map(({ call }) => call.state)).toEqual(['ended']);
  });
  it('twice with one request id is one call, of each agent', async () => {
    const body = manual();
    const first = await enter(body);
    const again = await enter({ ...body, durationMs: 5 });
    expect(again).toEqual({ status: 200, body: first.body });
    const both = await Promise.all([
      enter(manual({ requestId: 'same-one' })),
      enter(manual({ requestId: 'same-one' })),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 201]);
    expect(both[0].body.id).toBe(both[1].body.id);
    const bobs = await enter(body, 'bob');
    expect(bobs.status).toBe(201);
    expect(bobs.body.id).not.toBe(first.body.id);
  });
  it('an outgoing one that was answered ends the wait', async () => {
    const id = await work.miss(0, 'a');
    expect(await work.rows()).toHaveLength(1);
    await enter(manual({ direction: 'out', answered: false, durationMs: 20_000 }));
    await work.settled();
    expect(await work.rows()).toHaveLength(1);
    await enter(manual({ direction: 'out' }));
    await work.settled();
    expect(await work.rows()).toEqual([]);
    expect((await work.call(id)).mark?.done).toBe(true);
  });
  it('one that nobody took is on the board, however short', async () => {
    await work.close();
    work = await startWorkbench({ config: { missed: { minRingMs: 2_000, days: 30 } } });
    work.bench.clock.advance(3_600_000);
    const { body } = await enter(manual({ answered: false, durationMs: 0 }));
    expect(body).toMatchObject({ missed: true, done: false, mine: false });
    expect(await work.rows()).toMatchObject([{ callIds: [body.id] }]);
  });
  it('a withheld caller, an internal number', async () => {
    expect((await enter(manual({ number: '' }))).body.remote).toMatchObject({
      withheld: true,
      display: '',
    });
    expect((await enter(manual({ number: '23', direction: 'out' }))).body.remote).toMatchObject({
      internal: true,
      name: 'Bob Müller',
    });
  });
  it.each<[object, number, string]>([
    [{ number: 'support' }, 422, 'number/unreadable'],
    [{ number: '', direction: 'out' }, 422, 'number/unreadable'],
    [{ startedAt: BEGIN + 3_600_000, durationMs: 61_000 }, 422, 'call/future'],
    [{ startedAt: BEGIN * 2 }, 422, 'call/future'],
    [{ startedAt: 0 }, 422, 'call/too-old'],
    [{ durationMs: -1 }, 400, 'request/invalid'],
    [{ durationMs: 86_400_001 }, 400, 'request/invalid'],
    [{ requestId: 'short' }, 400, 'request/invalid'],
  ])('%j is refused with %i %s', async (more, status, code) => {
    const answer = await enter(manual(more));
    expect(answer).toMatchObject({ status, body: { error: { code } } });
    expect((await work.ask('alice', 'GET', '/v1/calls')).body.items).toEqual([]);
  });
  it('a clock that is a little ahead is believed', async () => {
    const body = manual({ startedAt: BEGIN + 3_600_000, durationMs: 59_000 });
    expect((await enter(body)).status).toBe(201);
  });
  it('Zammad is not told, and no rule of the telephone decides about it', async () => {
    await work.close();
    work = await startWorkbench({
      config: { blocked: [{ number: '*', reason: 'busy' }] },
      outbox: createForwardOutbox({
        forward: { agentReference: false, internal: true, transfers: false },
        agents: [],
        phone,
        clock: () => BEGIN,
      }),
    });
    work.bench.clock.advance(3_600_000);
    const { body } = await enter(manual());
    expect(await work.call(body.id)).toMatchObject({ blocked: false });
    expect(await work.bench.database.db.selectFrom('forwards').selectAll().execute()).toEqual([]);
  });
  it('no connection may go by that name', () => {
    expect(() => loadConfig({ OFFHOOK_PBX_MANUAL: 'generic:secret' })).toThrow(/by hand/);
  });
});

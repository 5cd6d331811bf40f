import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgentCall, Match } from '../../lib/core/agent-call.ts';
import { temporaryFile } from '../hub/testing/bench.ts';
import { startFakeZammad } from '../hub/testing/fake-zammad.ts';
import { type Name, PARTY, startWorkbench, type Workbench } from './testing/workbench.ts';

let work: Workbench;
beforeEach(async () => {
  work = await startWorkbench();
});
afterEach(() => work.close());

const NUMBER = '+4930609854180';
const path = (what: string, number = NUMBER) => `/v1/numbers/${encodeURIComponent(number)}/${what}`;
const pick = (userId: number, name: string, who: Name = 'alice', number = NUMBER) =>
  work.ask(who, 'POST', path('pick', number), { userId, name });
const exclude = (userId: number, out = true, who: Name = 'alice') =>
  work.ask(who, 'POST', path('exclude'), { userId, name: 'x', exclude: out });
async function lookup(who: Name = 'bob'): Promise<Match[]> {
  const { body } = await work.ask(who, 'GET', `/v1/lookup?number=${encodeURIComponent(NUMBER)}`);
  return body.matches;
}
const names = (call: AgentCall) => call.remote.matches.map(({ name }) => name);

describe('WS8: the team’s memory without a directory', () => {
  it('the person picked last comes first, for everybody and in any spelling', async () => {
    expect((await pick(7, ' Ida Plus ', 'alice', '030 609 854 180')).status).toBe(204);
    expect(await lookup()).toEqual([
      {
        userId: 7,
        name: 'Ida Plus',
        reason: { kind: 'picked', detail: 'Alice Agent' },
        weight: 100,
      },
    ]);
    await pick(8, 'Otto', 'bob');
    expect((await lookup()).map(({ name }) => name)).toEqual(['Otto', 'Ida Plus']);
    await pick(7, 'Ida Plus', 'bob');
    expect((await lookup())[0]).toMatchObject({ userId: 7, reason: { detail: 'Bob Müller' } });
  });
  it('a pick takes back that it is not them, and the other way round', async () => {
    await pick(7, 'Ida');
    await exclude(7);
    expect(await lookup()).toEqual([]);
    await pick(7, 'Ida');
    expect(await lookup()).toHaveLength(1);
    await exclude(7);
    await exclude(7, false);
    expect(await lookup()).toEqual([]);
    const { db } = work.bench.database;
    expect(await db.selectFrom('picks').selectAll().execute()).toEqual([]);
    expect(await db.selectFrom('exclusions').selectAll().execute()).toEqual([]);
  });
  it('calls that go on are shown again at once, with a raised version', async () => {
    const client = work.stream('bob');
    await client.next('welcome');
    const sides = { direction: 'in', from: PARTY.caller, to: PARTY.line } as const;
    const id = await work.tell(0, 'new', 'a', sides);
    const first = await client.next('call', ({ call }) => call.id === id);
    expect(names(first.call)).toEqual([]);
    await pick(7, 'Ida');
    const second = await client.next('call', ({ call }) => names(call)[0] === 'Ida');
    expect(second.call.version).toBeGreaterThan(first.call.version);
    expect(second.cursor).toBe(first.cursor);
    await exclude(7);
    const third = await client.next(
      'call',
      ({ call }) => call.version > second.call.version && call.remote.matches.length === 0,
    );
    expect(third.call.state).toBe('ringing');
  });
  it('a call tells whom its number is not: a browser asks Zammad by itself, too', async () => {
    const client = work.stream('bob');
    await client.next('welcome');
    const sides = { direction: 'in', from: PARTY.caller, to: PARTY.line } as const;
    const id = await work.tell(0, 'new', 'a', sides);
    const first = await client.next('call', ({ call }) => call.id === id);
    expect(first.call.remote).not.toHaveProperty('excluded');
    await exclude(9);
    const second = await client.next('call', ({ call }) => call.remote.excluded !== undefined);
    expect(second.call.remote.excluded).toEqual([9]);
    expect(second.call.version).toBeGreaterThan(first.call.version);
    await exclude(9, false);
    await client.next(
      'call',
      ({ call }) => call.version > second.call.version && call.remote.excluded === undefined,
    );
  });
  it('also calls that have just ended, in lists', async () => {
    const client = work.stream('bob');
    await client.next('welcome');
    const id = await work.talk(0, 'a');
    await work.tell(60, 'hangup', 'a', { end: { cause: 'normalClearing' } });
    const before = await client.next('call', ({ call }) => call.state === 'ended');
    await pick(7, 'Ida');
    const { body } = await work.ask('bob', 'GET', `/v1/calls/${id}`);
    expect(names(body)).toEqual(['Ida']);
    expect(body.version).toBeGreaterThan(before.call.version);
  });
  it('is there after a restart', async () => {
    const { file, remove } = await temporaryFile();
    await work.close();
    work = await startWorkbench({ file });
    await pick(7, 'Ida');
    await pick(8, 'Otto');
    await exclude(8);
    const before = await lookup();
    await work.close();
    work = await startWorkbench({ file });
    expect(await lookup()).toEqual(before);
    expect(before).toMatchObject([{ name: 'Ida' }]);
    await work.close();
    await remove();
    work = await startWorkbench();
  });
  it('many at once end as the last one says, in memory as in the database', async () => {
    const all = Array.from({ length: 30 }, (_, n) => (n % 3 ? pick(7, `Ida ${n}`) : exclude(7)));
    await Promise.all(all);
    await pick(9, 'Otto');
    const shown = await lookup();
    const { db } = work.bench.database;
    const picks = await db.selectFrom('picks').select('contact_id').execute();
    expect(shown.map(({ userId }) => userId).toSorted()).toEqual(
      picks.map(({ contact_id: id }) => id).toSorted(),
    );
  });
  it.each(['support', '23', ''])('%j is no number', async (number) => {
    const answer = await pick(7, 'Ida', 'alice', number || ' ');
    expect(answer).toMatchObject({ status: 422, body: { error: { code: 'number/unreadable' } } });
  });
  it('what is remembered of one number is bounded', async () => {
    for (let id = 1; id <= 55; id += 1) await pick(id, `P${id}`);
    const { db } = work.bench.database;
    expect(await db.selectFrom('picks').selectAll().execute()).toHaveLength(50);
    expect((await lookup()).map(({ name }) => name).slice(0, 2)).toEqual(['P55', 'P54']);
    expect(await lookup()).toHaveLength(20);
  });
});

describe('WS8: with a directory', () => {
  it('over what it says, and it goes on when the directory changes', async () => {
    await work.close();
    const zammad = await startFakeZammad();
    zammad.tokens.set('service', { id: 1 });
    zammad.people.push(
      { id: 7, firstname: 'Ida', lastname: 'Plus', phone: NUMBER, organization: 'Acme' },
      { id: 8, firstname: 'Otto', lastname: 'Minus', phone: NUMBER },
    );
    work = await startWorkbench({ config: { zammad: { url: zammad.url, token: 'service' } } });
    const landed = async (count: number) => {
      while ((await lookup()).length !== count) {
        work.bench.clock.advance(1_000);
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    await landed(2);
    await pick(8, 'Otto Minus');
    expect(await lookup()).toMatchObject([
      { userId: 8, reason: { kind: 'picked', detail: 'Alice Agent' }, weight: 100 },
      { userId: 7, organization: 'Acme', reason: { kind: 'exact' } },
    ]);
    await exclude(7);
    expect((await lookup()).map(({ userId }) => userId)).toEqual([8]);
    await exclude(7, false);
    expect((await lookup()).map(({ userId }) => userId)).toEqual([8, 7]);
    await work.close();
    await zammad.close();
    work = await startWorkbench();
  });
});

describe('WS8: a look-up never waits', () => {
  it('thousands of numbers with memory: 99 of 100 under 5 ms', async () => {
    const { createNumberMemory } = await import('./number-memory.ts');
    const { db } = work.bench.database;
    const rows = Array.from({ length: 20_000 }, (_, n) => ({
      digits: `4930${1_000_000 + (n >> 1)}`,
      contact_id: n,
      contact_name: `Person ${n}`,
      agent_id: 3,
      agent_name: 'Alice',
      at: work.bench.clock.now() + n,
    }));
    for (let n = 0; n < rows.length; n += 1_000) {
      await db
        .insertInto('picks')
        .values(rows.slice(n, n + 1_000))
        .execute();
    }
    const memory = createNumberMemory({ db, clock: work.bench.clock, onChange: () => {} });
    await memory.load();
    const times = rows.map(({ digits }) => {
      const from = performance.now();
      expect(memory.applyTo(digits, [])).toHaveLength(2);
      return performance.now() - from;
    });
    const p99 = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)];
    expect(p99).toBeLessThan(5);
  });
});

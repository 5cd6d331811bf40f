import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Match } from '../../lib/core/agent-call.ts';
import { ALICE, type Bench, startBench } from '../hub/testing/bench.ts';
import { CALLER, ringing } from '../hub/testing/calls.ts';
import { connect } from '../hub/testing/client.ts';
import { type FakeUser, type FakeZammad, startFakeZammad } from '../hub/testing/fake-zammad.ts';

/** Her id is none of the customers' below. */
const AGENT = { ...ALICE, id: 1003 };

let zammad: FakeZammad;
beforeEach(async () => {
  zammad = await startFakeZammad();
  zammad.tokens.set('service', { id: 1, login: 'service' });
});
afterEach(() => zammad.close());

const TIMING = { perPage: 10, changesMs: 500, sweepMs: 100, restMs: 2_000, firstRetryMs: 1_000 };
const start = (more: Parameters<typeof startBench>[0] = {}) =>
  startBench({
    agents: [AGENT],
    config: { zammad: { url: zammad.url, token: 'service' } },
    tuning: { sync: TIMING },
    ...more,
  });

/** Lets pauses pass, each as soon as the sync is in one, until the condition holds. */
async function until(bench: Bench, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 2_000; turn++) {
    if (await holds()) return;
    bench.clock.advance(100);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error(`never happened; ${JSON.stringify(bench.lines.slice(-5))}`);
}
const passes = (bench: Bench, count: number) =>
  until(
    bench,
    () => bench.lines.filter(({ message }) => /all people read/.test(message)).length >= count,
  );

async function lookup(bench: Bench, number: string): Promise<Match[]> {
  const token = await bench.pair(AGENT);
  const answer = await fetch(`${bench.url}/v1/lookup?number=${encodeURIComponent(number)}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return JSON.parse(await answer.text()).matches;
}
const customer = (id: number, more: Partial<FakeUser> = {}): FakeUser => ({
  id,
  firstname: 'Customer',
  lastname: String(id),
  phone: `+4930${20_000_000 + id}`,
  ...more,
});

describe('DR1: people are found by number, however Zammad stores it', () => {
  it.each([
    ['phone', '+49 (0)30 609854-180'],
    ['phone', '030/609854180'],
    ['mobile', '0049 30 609854180'],
    ['fax', '4930609854180'],
    ['phone', 'Zentrale: 030 111111, 030 609854180'],
    ['phone', '0171 1111111 oder 030 609854180'],
    ['mobile', '0171 1111111 / +49\u00a030\u00a0609854180'],
    ['phone', '0171 1111111;030-609854180'],
  ])('%s %j', async (field, text) => {
    zammad.organizations = [{ id: 3, name: 'Nord GmbH' }];
    zammad.people = [
      { id: 7, firstname: 'Nina', lastname: 'Nord', organization_id: 3, [field]: text },
    ];
    const bench = await start();
    await passes(bench, 1);
    expect(await lookup(bench, '030 609854180')).toEqual([
      {
        userId: 7,
        name: 'Nina Nord',
        organization: 'Nord GmbH',
        reason: { kind: 'exact', detail: field },
        weight: field === 'fax' ? 60 : 100,
      },
    ]);
    await bench.close();
  });
  it('shared numbers: everybody, ranked, at most 20; inactive people never', async () => {
    zammad.people = [
      { id: 11, firstname: 'Fax', fax: CALLER },
      { id: 12, firstname: 'Old', phone: CALLER },
      { id: 13, firstname: 'New', phone: CALLER, updated_at: '2026-06-01T00:00:00Z' },
      { id: 14, firstname: 'Vip', mobile: CALLER, vip: true },
      { id: 15, firstname: 'Gone', phone: CALLER, active: false },
      ...Array.from({ length: 30 }, (_, n) => ({ id: 20 + n, firstname: 'Many', fax: CALLER })),
    ];
    const bench = await start();
    await passes(bench, 1);
    const matches = await lookup(bench, CALLER);
    expect(matches.map(({ name }) => name).slice(0, 4)).toEqual(['Vip', 'New', 'Old', 'Fax']);
    expect(matches).toHaveLength(20);
    expect(matches[0]?.weight).toBe(80);
    await bench.close();
  });
  it('without a service token there is no directory and nobody is asked', async () => {
    const bench = await start({ config: { zammad: { url: zammad.url } } });
    expect(await lookup(bench, CALLER)).toEqual([]);
    expect(zammad.requests).toEqual([]);
    await bench.close();
  });
});

describe('DR4: calls and the directory meet', () => {
  it('the first frame names the caller when the directory knows', async () => {
    zammad.people = [customer(7, { phone: '030/609854180' })];
    const bench = await start();
    await passes(bench, 1);
    const client = connect(bench.url, { token: await bench.pair(AGENT) });
    await client.next('welcome');
    await bench.changes.commit(ringing('c1'));
    const { call } = await client.next('call');
    expect(call.remote.matches).toMatchObject([{ userId: 7, name: 'Customer 7' }]);
    expect(call.version).toBe(1000);
    await bench.close();
  });
  it('a caller who lands in the directory during the call is named by a newer version', async () => {
    const bench = await start();
    await passes(bench, 1);
    const client = connect(bench.url, { token: await bench.pair(AGENT) });
    await client.next('welcome');
    await bench.changes.commit(ringing('c1'));
    expect((await client.next('call')).call.remote.matches).toEqual([]);
    zammad.people = [customer(7, { phone: '030/609854180' })];
    await passes(bench, 2);
    const named = await client.next('call', ({ call }) => call.remote.matches.length > 0);
    expect(named.call.version).toBe(1001);
    expect(named.cursor).toBe(client.calls()[0]?.cursor);
    await bench.close();
  });
  it('facts of paired agents follow Zammad', async () => {
    zammad.people = [
      { id: AGENT.id, login: AGENT.login, firstname: 'Alice', lastname: 'Newname', phone: '44' },
    ];
    const bench = await start();
    await passes(bench, 1);
    await until(bench, async () => {
      const row = await bench.database.db.selectFrom('agents').select('name').executeTakeFirst();
      return row?.name === 'Alice Newname';
    });
    const client = connect(bench.url, {
      token: await bench.pair({ ...AGENT, name: 'Alice Newname' }),
    });
    await client.next('welcome');
    await bench.changes.commit(ringing('c1', { to: { extension: '44' } }));
    expect((await client.next('call')).call.line.number).toBe('44');
    await bench.close();
  });
});

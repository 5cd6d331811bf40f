import { afterEach, describe, expect, it } from 'vitest';
import { ALICE, BOB, type Bench, startBench, temporaryFile } from '../hub/testing/bench.ts';
import { CALLER, ringing } from '../hub/testing/calls.ts';
import { connect } from '../hub/testing/client.ts';
import { startFakeZammad } from '../hub/testing/fake-zammad.ts';
import { loadConfig } from '../config-load.ts';
import { createManualClock } from '../hub/testing/manual-clock.ts';
import { openDatabase } from '../store/database.ts';
import { createLearned, KEPT_MS } from './learned.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});
async function start(options: Parameters<typeof startBench>[0] = {}) {
  const bench = await startBench({ agents: [ALICE, BOB], ...options });
  let closed: Promise<void> | undefined;
  const close = () => (closed ??= bench.close());
  open.push(close);
  const tokens = [await bench.pair(ALICE), await bench.pair(BOB)] as const;
  const found = async (number: string, people: unknown, agent: 0 | 1 = 0) => {
    const answer = await fetch(`${bench.url}/v1/numbers/${encodeURIComponent(number)}/found`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens[agent]}`, 'content-type': 'application/json' },
      body: JSON.stringify({ people }),
    });
    const text = await answer.text();
    return { status: answer.status, code: text === '' ? undefined : JSON.parse(text).error?.code };
  };
  const lookup = async (number: string) => {
    const url = `${bench.url}/v1/lookup?number=${encodeURIComponent(number)}`;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${tokens[1]}` } });
    return JSON.parse(await answer.text()).matches;
  };
  const names = async (number: string) =>
    (await lookup(number)).map(({ name }: { name: string }) => name);
  return { bench, close, found, lookup, names };
}
const IDA = { userId: 9, name: 'Ida Plus', organization: 'Nord GmbH', field: 'phone' };
const OTTO = { userId: 10, name: 'Otto Slash', field: 'mobile', vip: true };
const rowsOf = ({ database }: Bench) => database.db.selectFrom('learned').selectAll().execute();

describe('DS7: without a service token the relay learns from look-ups', () => {
  it('the next agent is told, as exact with its field, weaker than by a directory', async () => {
    const { found, lookup, bench } = await start();
    expect(await found('030 609854180', [IDA])).toEqual({ status: 204, code: undefined });
    expect(await lookup('+49 30 609854180')).toEqual([
      {
        userId: 9,
        name: 'Ida Plus',
        organization: 'Nord GmbH',
        reason: { kind: 'exact', detail: 'phone' },
        weight: 90,
        learned: true,
      },
    ]);
    const metrics = await bench.metrics.registry.metrics();
    expect(metrics).toMatch(/^offhook_directory_learned 1$/m);
  });

  it('a call that rings is named for everybody, and the next one at once', async () => {
    const { bench, found } = await start();
    const client = connect(bench.url, { token: await bench.pair(ALICE) });
    await client.next('welcome');
    await bench.changes.commit(ringing('c1'));
    expect((await client.next('call')).call.remote.matches).toEqual([]);
    await found(CALLER, [IDA], 1);
    const named = await client.next('call', ({ call }) => call.remote.matches.length > 0);
    expect(named.call.remote.matches).toMatchObject([{ name: 'Ida Plus', learned: true }]);
    await bench.changes.commit(ringing('c2'));
    const next = await client.next('call', ({ call }) => call.id === 'c2');
    expect(next.call.remote.matches).toMatchObject([{ name: 'Ida Plus' }]);
  });

  it('two agents disagree: the newest look-up is right, and one that finds nobody ends it', async () => {
    const { found, names, bench } = await start();
    await found('030 609854180', [IDA, OTTO]);
    expect(await names('030 609854180')).toEqual(['Ida Plus', 'Otto Slash']);
    await found('030/609854180', [OTTO], 1);
    expect(await names('030 609854180')).toEqual(['Otto Slash']);
    await Promise.all([found('030609854180', [IDA]), found('030609854180', [OTTO], 1)]);
    expect(await rowsOf(bench)).toHaveLength(1);
    await found('+4930609854180', []);
    expect(await names('030 609854180')).toEqual([]);
    expect(await rowsOf(bench)).toEqual([]);
  });

  it('outlasts a restart, and is forgotten when nobody saw it for 90 days', async () => {
    const { file, remove } = await temporaryFile();
    open.push(remove);
    const first = await start({ file });
    await first.found('030 609854180', [IDA]);
    await first.close();
    const second = await start({ file });
    expect(await second.names('030 609854180')).toEqual(['Ida Plus']);
    await second.close();

    const { db, close } = await openDatabase(`sqlite:${file}`);
    open.push(close);
    const clock = createManualClock(second.bench.clock.now());
    const learned = createLearned({
      db,
      clock,
      enabled: true,
      complete: () => false,
      onChange: () => {},
    });
    await learned.load();
    const stop = new AbortController();
    learned.start(stop.signal);
    const names = (digits: string) => learned.applyTo(digits, []).map(({ name }) => name);
    clock.advance(KEPT_MS / 2);
    await learned.found('4930609854181', [{ ...OTTO }], 3);
    expect(names('4930609854180')).toEqual(['Ida Plus']);
    clock.advance(KEPT_MS / 2 + 2 * 60 * 60_000);
    expect(names('4930609854180')).toEqual([]);
    expect(names('4930609854181')).toEqual(['Otto Slash']);
    await expect.poll(() => db.selectFrom('learned').selectAll().execute()).toHaveLength(1);
    stop.abort();
  });

  it('nothing of internal, withheld or unreadable numbers', async () => {
    const { found, bench } = await start();
    for (const [number, code] of [
      ['23', 'number/internal'],
      [ALICE.phone, 'number/internal'],
      ['0172 1234567', 'number/internal'],
      ['anonymous', 'number/unreadable'],
      ['0', 'number/unreadable'],
      ['Ida', 'number/unreadable'],
    ] as const) {
      expect({ number, ...(await found(number, [IDA])) }).toEqual({ number, status: 422, code });
    }
    expect(await rowsOf(bench)).toEqual([]);
  });

  it('what is no list of people is refused, whole', async () => {
    const { found, bench } = await start();
    const many = Array.from({ length: 21 }, (_, n) => ({ ...IDA, userId: n + 1 }));
    for (const [people, status] of [
      ['Ida', 400],
      [many, 400],
      [[IDA, { userId: 9, name: ' ' }], 400],
      [[{ userId: -1, name: 'Ida' }], 400],
      [[{ userId: 1.5, name: 'Ida' }], 400],
      [[{ userId: 9, name: 'x'.repeat(1001) }], 400],
      [[{ ...IDA, field: 'phone; drop table' }], 400],
      [[{ userId: 9, name: 'x'.repeat(20_000) }], 413],
    ] as const) {
      expect((await found('030 609854180', people)).status).toBe(status);
    }
    expect(await rowsOf(bench)).toEqual([]);
  });

  it('a browser that tells too much is held up, another one is not', async () => {
    const { found } = await start();
    const answers = await Promise.all(
      Array.from({ length: 70 }, (_, n) => found(`030 6098${1000 + n}`, [IDA])),
    );
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(60);
    expect(answers.filter(({ code }) => code === 'number/rate')).toHaveLength(10);
    expect((await found('030 609854180', [IDA], 1)).status).toBe(204);
  });

  it('a device token is needed', async () => {
    const { bench } = await start();
    const url = `${bench.url}/v1/numbers/030609854180/found`;
    expect((await fetch(url, { method: 'POST', body: '{"people":[]}' })).status).toBe(401);
  });

  it('a directory knows better, and then nothing is kept', async () => {
    const zammad = await startFakeZammad();
    open.push(zammad.close);
    zammad.tokens.set('service', { id: 1, login: 'service' });
    const { file, remove } = await temporaryFile();
    open.push(remove);
    const without = await start({ file });
    await without.found('030 609854180', [IDA]);
    await without.found('030 609854181', [OTTO]);
    await without.close();
    zammad.people = [{ id: 11, firstname: 'Nina', lastname: 'Nord', phone: '030 609854180' }];
    const config = {
      zammad: { url: zammad.url, token: 'service' },
      directory: loadConfig({}).directory,
    };
    const { names, found, bench } = await start({ file, config });
    expect(await names('030 609854181')).toEqual(['Otto Slash']);
    await expect
      .poll(async () => {
        bench.clock.advance(1_000);
        return (await bench.metrics.registry.metrics()).match(/completed_seconds (\d+)/)?.[1];
      })
      .not.toBe('0');
    expect(await names('030 609854180')).toEqual(['Nina Nord']);
    expect(await names('030 609854181')).toEqual([]);
    expect((await found('030 609854182', [OTTO])).status).toBe(204);
    bench.clock.advance(2 * 60 * 60_000);
    await expect.poll(() => rowsOf(bench)).toEqual([]);
  });

  it('switched off, nothing is taken in and what was is gone', async () => {
    const { file, remove } = await temporaryFile();
    open.push(remove);
    const on = await start({ file });
    await on.found('030 609854180', [IDA]);
    await on.close();
    const directory = { ...loadConfig({}).directory, learn: false };
    const { names, found, bench } = await start({ file, config: { directory } });
    expect(await names('030 609854180')).toEqual([]);
    expect((await found('030 609854180', [IDA])).status).toBe(204);
    expect(await names('030 609854180')).toEqual([]);
    expect(await rowsOf(bench)).toEqual([]);
  });
});

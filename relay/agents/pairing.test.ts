import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, startBench } from '../hub/testing/bench.ts';
import { connect } from '../hub/testing/client.ts';
import { type FakeZammad, startFakeZammad } from '../hub/testing/fake-zammad.ts';

let zammad: FakeZammad;
let bench: Bench;

const TOKEN = 'zammad-token-of-alice';
beforeEach(async () => {
  zammad = await startFakeZammad();
  zammad.tokens.set(TOKEN, {
    id: 3,
    login: 'alice',
    firstname: 'Alice',
    lastname: 'Agent',
    email: 'alice@example.com',
  });
  bench = await startBench({ config: { zammad: { url: zammad.url } } });
});
afterEach(async () => {
  await bench.close();
  await zammad.close();
});

async function post(body: unknown) {
  const answer = await fetch(`${bench.url}/v1/devices`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}
const pair = (more: object = {}) =>
  post({ zammadUrl: zammad.url, zammadToken: TOKEN, name: 'Firefox', ...more });
const failure = ({ status, body }: Awaited<ReturnType<typeof pair>>) => [status, body.error?.code];

describe('AG1: pairing asks Zammad who the agent is and whether they may use CTI', () => {
  it('answers a device token that opens the stream and the API', async () => {
    const { status, body } = await pair();
    expect(status).toBe(201);
    expect(body.agent).toEqual({
      id: 3,
      login: 'alice',
      name: 'Alice Agent',
      email: 'alice@example.com',
    });
    expect(zammad.requests.map(({ path }) => path)).toEqual(['users/me', 'cti/log']);
    const client = connect(bench.url, { token: body.deviceToken });
    expect((await client.next('welcome')).agent.name).toBe('Alice Agent');
    const me = await fetch(`${bench.url}/v1/me`, {
      headers: { authorization: `Bearer ${body.deviceToken}` },
    });
    expect(await me.json()).toMatchObject({ relay: { zammadUrl: zammad.url, dial: false } });
  });
  it.each([
    (url: string) => `${url}/`,
    (url: string) => url.toUpperCase().replace('HTTP', 'http'),
    (url: string) => ` ${url}/#login `,
    (url: string) => url.replace('127.0.0.1', 'localhost'),
  ])('takes other spellings of the same address (%#)', async (spell) => {
    expect((await pair({ zammadUrl: spell(zammad.url) })).status).toBe(201);
  });
  it('pairing again adds a device and takes the newest facts over', async () => {
    const first = await pair();
    zammad.tokens.set(TOKEN, { id: 3, login: 'alice', firstname: 'Alicia', lastname: 'Agent' });
    const second = await pair();
    expect(second.body.deviceToken).not.toBe(first.body.deviceToken);
    const client = connect(bench.url, { token: first.body.deviceToken });
    expect((await client.next('welcome')).agent.name).toBe('Alicia Agent');
  });
});

describe('AG2: every failure is told apart, with what to do', () => {
  it('another Zammad', async () => {
    expect(failure(await pair({ zammadUrl: 'https://other.example' }))).toEqual([
      409,
      'zammad/other',
    ]);
    expect(zammad.requests).toEqual([]);
  });
  it.each(['nonsense', 'ftp://x.example', 'http://user:pw@x.example'])('%s', async (zammadUrl) => {
    expect(failure(await pair({ zammadUrl }))).toEqual([400, 'request/invalid']);
  });
  it('no Zammad configured', async () => {
    const lonely = await startBench({ config: { zammad: {} } });
    const answer = await fetch(`${lonely.url}/v1/devices`, {
      method: 'POST',
      body: JSON.stringify({ zammadUrl: 'http://x', zammadToken: 'x', name: '' }),
    });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({
      error: { code: 'relay/no-zammad', message: expect.stringContaining('OFFHOOK_ZAMMAD_URL') },
    });
    await lonely.close();
  });
  it('a token Zammad does not know', async () => {
    expect(failure(await pair({ zammadToken: 'wrong' }))).toEqual([401, 'zammad/unauthorised']);
  });
  it('a token that may not use CTI', async () => {
    zammad.override.set('cti/log', { status: 403, body: { error: 'Not authorized (token)!' } });
    expect(failure(await pair())).toEqual([403, 'zammad/no-cti']);
  });
  it('a token Zammad refuses altogether', async () => {
    zammad.override.set('users/me', { status: 403, body: { error: 'API token access disabled!' } });
    expect(failure(await pair())).toEqual([403, 'zammad/forbidden']);
  });
  it('an account that is switched off', async () => {
    zammad.tokens.set(TOKEN, { id: 3, active: false });
    expect(failure(await pair())).toEqual([403, 'zammad/forbidden']);
  });
  it('Zammad slow: the relay does not wait for ever', async () => {
    zammad.override.set('users/me', 'hang');
    await bench.close();
    bench = await startBench({
      config: { zammad: { url: zammad.url } },
      tuning: { zammadTimeoutMs: 50 },
    });
    expect(failure(await pair())).toEqual([502, 'zammad/unreachable']);
  });
  it.each([
    ['cutting the line', 'cut', 'zammad/unreachable'],
    ['500', { status: 500, body: { error: 'Error ID 12345678' } }, 'zammad/broken'],
    ['502 of a proxy', { status: 502, body: '<html>' }, 'zammad/unreachable'],
    ['no JSON', { status: 200, body: '<html>It works!</html>' }, 'zammad/broken'],
    ['other JSON', { status: 200, body: [] }, 'zammad/broken'],
  ] as const)('Zammad %s', async (_, told, code) => {
    zammad.override.set('users/me', told);
    expect(failure(await pair())).toEqual([502, code]);
  });
  it('Zammad down', async () => {
    await zammad.close();
    expect(failure(await pair())).toEqual([502, 'zammad/unreachable']);
  });
  it.each([['not JSON'], ['[]'], ['{"zammadUrl":1}'], [`{"name":"${'x'.repeat(20_000)}"}`]])(
    'an unusable body %#',
    async (text) => {
      const { status, body } = await post(text);
      expect([400, 413]).toContain(status);
      expect(body.error.message).not.toContain('xxx');
    },
  );
});

describe('AG3: nothing secret stays or leaks', () => {
  it('the database has neither the Zammad token nor the device token, logs have neither', async () => {
    const { body } = await pair();
    const { db } = bench.database;
    const everything = JSON.stringify([
      await db.selectFrom('agents').selectAll().execute(),
      await db.selectFrom('devices').selectAll().execute(),
      await db.selectFrom('meta').selectAll().execute(),
      bench.lines,
    ]);
    expect(everything).not.toContain(TOKEN);
    expect(everything).not.toContain(body.deviceToken);
    expect(everything).not.toContain(body.deviceToken.slice(4, 20));
  });
  it('errors do not repeat the token', async () => {
    const answer = await pair({ zammadToken: 'sesame-open' });
    expect(JSON.stringify(answer)).not.toContain('sesame');
  });
});

describe('AG4: guessing is slowed down', () => {
  it('tokens of Zammad: after ten failures Zammad is not even asked', async () => {
    for (let turn = 0; turn < 10; turn++) await pair({ zammadToken: `guess${turn}` });
    const asked = zammad.requests.length;
    expect(failure(await pair({ zammadToken: 'guess' }))).toEqual([429, 'auth/rate']);
    expect(zammad.requests).toHaveLength(asked);
    bench.clock.advance(60_000);
    expect((await pair()).status).toBe(201);
  });
  it('device tokens: failures turn to 429, a right one still gets through', async () => {
    const { body } = await pair();
    const me = (token: string) =>
      fetch(`${bench.url}/v1/me`, { headers: { authorization: `Bearer ${token}` } });
    const statuses: number[] = [];
    for (let turn = 0; turn < 12; turn++) statuses.push((await me('ohd_wrong')).status);
    expect(statuses.slice(0, 10).every((status) => status === 401)).toBe(true);
    expect(statuses.slice(10)).toEqual([429, 429]);
    expect((await me(body.deviceToken)).status).toBe(200);
  });
});

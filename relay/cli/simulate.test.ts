import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ConnectionConfig } from '../config.ts';
import { runOffhook } from '../testing/relay-process.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { startTestRelay, storedCalls } from '../testing/test-relay.ts';
import { SCENARIOS } from './scenarios/list.ts';

const CONNECTIONS: ConnectionConfig[] = [
  { id: 'main', dialect: 'generic', secret: 'generic-secret', enabled: true, options: {} },
  {
    id: 'cloud',
    dialect: 'placetel',
    secret: 'placetel-secret',
    enabled: true,
    options: { signingSecret: 'signing' },
  },
  {
    id: 'twi',
    dialect: 'twilio',
    secret: 'twilio-secret',
    enabled: true,
    options: { authToken: 'auth-token' },
  },
  { id: 'sip', dialect: 'sipgate', secret: 'sipgate-secret', enabled: true, options: {} },
  {
    id: 'ast',
    dialect: 'asterisk',
    secret: 'asterisk-secret',
    enabled: false,
    options: { host: '127.0.0.1', user: 'relay', password: 'ami-password' },
  },
];

async function relayWith(connections = CONNECTIONS) {
  const relay = await startTestRelay({ connections });
  const config = `${tempFolder()}/config.json`;
  writeFileSync(config, JSON.stringify({ version: 1, connections }));
  const env = {
    OFFHOOK_CONFIG: config,
    OFFHOOK_DATABASE_URL: relay.databaseUrl,
    OFFHOOK_PORT: new URL(relay.url).port,
  };
  const simulate = (...args: string[]) =>
    runOffhook(['simulate', ...args, '--speed', '0'], env).ended;
  return { ...relay, env, simulate, calls: () => storedCalls(relay.databaseUrl) };
}

describe('SE12: scenarios through a running relay', () => {
  it('as the telephone system of a connection, signed', async () => {
    const { simulate, calls } = await relayWith();
    for (const args of [['--dialect', 'placetel'], ['--connection', 'twi'], []]) {
      const { code, out } = await simulate('direct', ...args);
      expect([code, out]).toEqual([0, expect.stringMatching(/^hangup .*200/m)]);
    }
    const all = await calls();
    expect(all.map(({ source, state, missed }) => [source, state, missed])).toEqual([
      ['cloud', 'ended', false],
      ['twi', 'ended', false],
      ['main', 'ended', false],
    ]);
  });
  it('says what a telephone system does not tell', async () => {
    const { simulate } = await relayWith();
    const { code, out } = await simulate('out', '--dialect', 'placetel');
    expect([code, out]).toEqual([0, expect.stringContaining('not told by this telephone system')]);
  });
  it('with other numbers and people', async () => {
    const { simulate, calls } = await relayWith();
    await simulate('group', '--from', '+4922147103341', '--user', 'Zoe', '--user', 'Yan');
    const [call] = await calls();
    expect(call?.from.e164).toBe('4922147103341');
    expect(call?.everRang.map(({ name }) => name)).toEqual(['Zoe', 'Yan']);
    expect(call?.answeredBy?.name).toBe('Zoe');
  });
  it('twice is two calls', async () => {
    const { simulate, calls } = await relayWith();
    await simulate('missed');
    await simulate('missed');
    expect(await calls()).toHaveLength(2);
  });
  it('lists them, with what one should see', async () => {
    const { code, out } = await runOffhook(['simulate'], {}).ended;
    expect(code).toBe(0);
    for (const { name, see } of SCENARIOS) {
      expect(out).toContain(`  ${name} `);
      expect(out).toContain(`→ ${see}`);
    }
    expect(SCENARIOS.length).toBeGreaterThanOrEqual(60);
    expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
  });
});

describe('SE18: recordings through a running relay', () => {
  it('a file of requests, and a bare body', async () => {
    const { simulate, calls } = await relayWith();
    const file = `${tempFolder()}/calls.jsonl`;
    const body = (event: string) => `event=${event}&callId=7&from=493023125741&to=23`;
    writeFileSync(
      file,
      ['newCall', 'answer'].map((e) => JSON.stringify({ request: { body: body(e) } })).join('\n'),
    );
    expect((await simulate(file, '--connection', 'main')).code).toBe(0);
    writeFileSync(file, body('hangup'));
    expect((await simulate(file, '--dialect', 'generic')).code).toBe(0);
    expect(await calls()).toMatchObject([{ nativeId: '7', state: 'ended', missed: false }]);
  });
  it('what is refused is said, and the exit code tells', async () => {
    const { simulate } = await relayWith();
    const file = `${tempFolder()}/body.txt`;
    writeFileSync(file, 'event=IncomingCall&call_id=1');
    const { code, out } = await simulate(file, '--connection', 'cloud');
    expect([code, out]).toEqual([1, expect.stringContaining('X-PLACETEL-SIGNATURE is missing')]);
    expect(out).not.toContain('placetel-secret');
  });
});

describe('SE6: wrong calls of simulate', () => {
  it.each([
    [['nonsense'], 2, 'no scenario and no file "nonsense"'],
    [['direct', '--dialect', 'nonsense'], 2, 'no dialect "nonsense"'],
    [['direct', '--connection', 'nonsense'], 2, 'Known: main, cloud, twi, sip, ast'],
    [['direct', '--connection', 'cloud', '--dialect', 'generic'], 2, 'speaks placetel'],
    [['direct', '--dialect', 'verimor'], 1, 'OFFHOOK_PBX_TEST=verimor:SECRET'],
    [['direct', '--connection', 'ast'], 1, 'offhook explain <file> --connection ast'],
    [['direct', '--connection', 'sip'], 1, 'signs with a private key of its own'],
    [['direct', '--connection', 'sip', '--key', '/dev/null'], 1, 'is empty'],
    [['direct', '--url', 'nonsense', '--token', 'x'], 2, '--url must be the address'],
    [['direct', '--url', 'http://127.0.0.1:9', '--token', 'x'], 1, 'No relay answers'],
    [['direct', '--token', 'wrong-secret'], 1, 'does not know this connection and secret'],
    [['direct', 'group'], 2, '"group" is not understood'],
  ])('%j', async (args, exit, message) => {
    const { simulate } = await relayWith();
    const { code, out } = await simulate(...args);
    expect([code, out]).toEqual([exit, expect.stringContaining(message)]);
  });
});

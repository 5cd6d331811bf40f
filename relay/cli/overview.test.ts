import { createServer } from 'node:net';
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ConnectionConfig } from '../config.ts';
import { DIALECTS } from '../pbx/registry.ts';
import { openDatabase } from '../store/database.ts';
import { runOffhook } from '../testing/relay-process.ts';
import { startStrictZammad } from '../testing/strict-zammad.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { startTestRelay } from '../testing/test-relay.ts';

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 9;
}

async function connectionsToTry(): Promise<ConnectionConfig[]> {
  const usual = { enabled: true, options: {} };
  return [
    { id: 'main', dialect: 'generic', secret: 'generic-secret', ...usual },
    { id: 'sip', dialect: 'sipgate', secret: 'sipgate-secret', ...usual },
    { id: 'desk', dialect: 'open-url', secret: 'desk-secret', ...usual, enabled: false },
    {
      id: 'ast',
      dialect: 'asterisk',
      secret: 'asterisk-secret',
      enabled: true,
      options: {
        host: '127.0.0.1',
        port: await closedPort(),
        user: 'relay',
        password: 'ami-password',
      },
    },
  ];
}

async function relayWith(extra: object = {}, changes: Parameters<typeof startTestRelay>[0] = {}) {
  const connections = await connectionsToTry();
  const relay = await startTestRelay({ connections, ...changes });
  const file = `${tempFolder()}/config.json`;
  writeFileSync(file, JSON.stringify({ version: 1, connections, ...extra }));
  const env = {
    OFFHOOK_CONFIG: file,
    OFFHOOK_DATABASE_URL: relay.databaseUrl,
    OFFHOOK_PORT: new URL(relay.url).port,
  };
  const post = (path: string, body: string) =>
    fetch(`${relay.url}${path}`, { method: 'POST', body });
  return { ...relay, env, post, run: (command: string) => runOffhook([command], env).ended };
}

describe('SE16: connections and dialects', () => {
  it('address, abilities, last event, last refusal and link of each', async () => {
    const { run, post, url } = await relayWith();
    await post('/pbx/main/generic-secret', 'event=newCall&callId=1&from=493023125741&to=23');
    await post('/api/v1/sipgate/sipgate-secret/in', 'event=newCall&callId=1');
    await post('/pbx/main/wrong', 'event=newCall');
    const { code, out } = await run('connections');
    expect(code).toBe(0);
    const [main, sip, desk, ast, stranger] = out.split('\n\n');
    expect(main).toContain(`${url}/api/v1/cti/generic-secret`);
    expect(main).toMatch(/can +turn callers away, /);
    expect(main).toMatch(/cannot +dial for an agent, /);
    expect(main).toMatch(/heard +\d+ s ago/);
    expect(sip).toContain('/api/v1/sipgate/sipgate-secret/in');
    expect(sip).toContain('/api/v1/sipgate/sipgate-secret/out');
    expect(sip).toMatch(/heard +never/);
    expect(sip).toMatch(/refused +401 the request is not signed/);
    expect(desk).toContain('(switched off)');
    expect(desk).toContain('/pbx/desk/desk-secret');
    expect(ast).toMatch(/address +none: the relay connects to it/);
    expect(ast).toMatch(/link +down/);
    expect(stranger).toContain('401 no connection has this secret');
    expect(out).not.toContain('ami-password');
  });
  it('without a running relay the link is not known', async () => {
    const { env } = await relayWith();
    const { out } = await runOffhook(['connections'], { ...env, OFFHOOK_PORT: '9' }).ended;
    expect(out).toMatch(/link +not known: no relay is running here/);
  });
  it('every dialect with its page', async () => {
    const { code, out } = await runOffhook(['dialects'], {}).ended;
    expect(code).toBe(0);
    for (const { id, name } of DIALECTS) {
      expect(out).toContain(`${id}  ${name}`);
      expect(out).toContain(`docs/telephony/${id}.md`);
    }
  });
});

describe('SE17: doctor', () => {
  it('silence, a link that is down, and refusals with their reason', async () => {
    const { run, post } = await relayWith();
    await post('/pbx/main/generic-secret', 'event=newCall&callId=1&from=1&to=23');
    for (let n = 0; n < 3; n++) await post('/pbx/sip/sipgate-secret/in', 'event=newCall');
    await post('/pbx/main/wrong', 'x');
    const { code, out } = await run('doctor');
    expect(code).toBe(1);
    expect(out).toMatch(/ok +Connection main: last event \d+ s ago \(20/);
    expect(out).toContain('warn  Connection sip: nothing was ever received');
    expect(out).toContain('warn  Connection desk: switched off');
    expect(out).toContain('fail  Connection ast: down');
    expect(out).toMatch(
      /Refused in the last hour: connection sip, 3 times, 401 the request is not/,
    );
    expect(out).toMatch(/Refused in the last hour: a sender nobody knows, once, 401/);
    expect(out.match(/^(warn|fail)/gm)?.length).toBe(out.match(/^ {6}→/gm)?.length);
  });
  it('silent for long, and old refusals are not told', async () => {
    const { run, databaseUrl } = await relayWith();
    const { db, close } = await openDatabase(databaseUrl);
    const at = Date.now() - 10 * 86_400_000;
    const event = { connection: 'main', kind: 'new', call_id: 'x', at, raw: 'x', answer: '' };
    await db
      .insertInto('events')
      .values({ ...event, ignored: null, parsed: null, verdict: null })
      .execute();
    const refusal = { connection: 'main', status: 422, reason: 'old reason', raw: '' };
    await db
      .insertInto('refused')
      .values({ ...refusal, at })
      .execute();
    await close();
    const { out } = await run('doctor');
    expect(out).toContain('warn  Connection main: silent, last event 10 days ago');
    expect(out).not.toContain('old reason');
  });
  it('what waits for Zammad, what was given up, and what it said', async () => {
    const zammad = await startStrictZammad();
    const { run, databaseUrl } = await relayWith({
      zammad: { url: new URL(zammad.url).origin, forward: { url: zammad.url } },
    });
    const { db, close } = await openDatabase(databaseUrl);
    const row = (about: object) => ({
      call_id: 'x',
      kind: 'newCall',
      body: '[]',
      created_at: Date.now() - 300_000,
      attempts: 3,
      next_at: Date.now() + 600_000,
      state: null,
      last_error: 'Zammad answers 502',
      status: 502,
      response: 'Bad \u001b[2J gateway',
      ...about,
    });
    await db
      .insertInto('forwards')
      .values([
        row({}),
        row({ call_id: 'y', state: 'given-up', last_error: 'too old', status: null }),
      ])
      .execute();
    await close();
    const { out } = await run('doctor');
    expect(out).toMatch(
      /warn +Events waiting for Zammad: 1, the oldest 5 min ago; last: Zammad answers 502, answered 502, Bad \\x1b\[2J gateway/,
    );
    expect(out).toMatch(/warn +Events Zammad was never told, last 24 hours: 1; last: too old/);
  });
});

describe('SE6: wrong calls of the others', () => {
  it.each(['serve', 'doctor', 'connections', 'dialects'])('%s', async (command) => {
    for (const args of [['--nonsense'], ['nonsense']]) {
      const { code, out } = await runOffhook([command, ...args], {}).ended;
      expect([code, out]).toEqual([2, expect.stringContaining('nonsense')]);
      expect(out).toContain(`See "offhook ${command} --help".`);
    }
    const help = await runOffhook([command, '--help'], {}).ended;
    expect([help.code, help.out]).toEqual([0, expect.stringContaining(`offhook ${command}`)]);
  });
  it('help names every command', async () => {
    const { code, out } = await runOffhook(['--help'], {}).ended;
    expect(code).toBe(0);
    const commands = 'serve doctor connections dialects events simulate explain replay'.split(' ');
    for (const command of commands) expect(out).toMatch(new RegExp(`^  ${command} `, 'm'));
  });
});

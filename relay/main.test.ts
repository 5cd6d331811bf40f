import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runOffhook } from './testing/relay-process.ts';
import { startStrictZammad } from './testing/strict-zammad.ts';
import { tempFolder } from './testing/temp-folder.ts';
import { storedCalls } from './testing/test-relay.ts';

const TOKEN = 'process-secret';

function settings(folder = tempFolder()): Record<string, string> {
  return {
    OFFHOOK_PORT: '0',
    OFFHOOK_DATABASE_URL: `sqlite:${folder}/offhook.db`,
    OFFHOOK_CTI_TOKEN: TOKEN,
  };
}

async function serve(env: Record<string, string>) {
  const process = runOffhook(['serve'], env);
  const out = await process.printed('offhook ready ');
  const url = /^offhook ready (http:\/\/127\.0\.0\.1:\d+)$/m.exec(out)?.[1] ?? '';
  const push = async (body: string) => {
    const response = await fetch(`${url}/api/v1/cti/${TOKEN}`, { method: 'POST', body });
    return response.status;
  };
  return { process, url, push, out };
}

describe('RD4: kill -9', () => {
  it('between newCall and answer: the call goes on, nothing answered 200 is lost', async () => {
    const env = settings();
    const first = await serve(env);
    const accepted: string[] = [];
    // A steady stream of calls; the kill hits in the middle of it.
    const stream = Promise.all(
      Array.from({ length: 40 }, async (_, n) => {
        const status = await first
          .push(`event=newCall&callId=c${n}&direction=in&from=4930231257${n}&to=493012300&user=A`)
          .catch(() => 0);
        if (status === 200) accepted.push(`c${n}`);
        if (accepted.length === 20) first.process.child.kill('SIGKILL');
      }),
    );
    await Promise.all([stream, first.process.ended]);
    expect(accepted.length).toBeGreaterThanOrEqual(20);

    const second = await serve(env);
    expect(await second.push(`event=answer&callId=${accepted[0]}&user=A`)).toBe(200);
    second.process.child.kill('SIGTERM');
    expect((await second.process.ended).code).toBe(0);
    const calls = await storedCalls(env['OFFHOOK_DATABASE_URL'] ?? '');
    const byId = new Map(calls.map((call) => [call.nativeId, call]));
    expect(accepted.filter((id) => !byId.has(id))).toEqual([]);
    expect(byId.get(accepted[0] ?? '')).toMatchObject({ state: 'talking', version: 2 });
  });
  it('what was to be told to Zammad is told after the start', async () => {
    const zammad = await startStrictZammad();
    await zammad.stop();
    const env = { ...settings(), OFFHOOK_ZAMMAD_CTI_URL: zammad.url };
    const first = await serve(env);
    expect(await first.push('event=newCall&callId=1&direction=in&from=493023125741&to=23')).toBe(
      200,
    );
    first.process.child.kill('SIGKILL');
    await first.process.ended;
    await zammad.start();
    await serve(env);
    await zammad.until(1);
    expect(zammad.received[0]).toMatchObject({ event: 'newCall', status: 200 });
  });
});

describe('RD8: shutdown', () => {
  it('ends with 0 on SIGTERM, and the port is free again', async () => {
    const env = settings();
    const first = await serve(env);
    const port = new URL(first.url).port;
    first.process.child.kill('SIGTERM');
    expect((await first.process.ended).code).toBe(0);
    const second = await serve({ ...env, OFFHOOK_PORT: port });
    second.process.child.kill('SIGINT');
    expect((await second.process.ended).code).toBe(0);
  });
});

describe('start', () => {
  it('prints the first secret once; it stays the same and opens the connection', async () => {
    const env = settings();
    delete env['OFFHOOK_CTI_TOKEN'];
    // Looking around before the first start must not swallow the secret.
    await runOffhook(['doctor'], env).ended;
    const first = await serve(env);
    const address = /http:\S+\/api\/v1\/cti\/\S+/.exec(first.out)?.[0] ?? '';
    const response = await fetch(address, {
      method: 'POST',
      body: 'event=newCall&callId=1&from=1',
    });
    expect(response.status).toBe(200);
    first.process.child.kill('SIGTERM');
    await first.process.ended;

    const second = await serve(env);
    expect(second.out).not.toContain('/api/v1/cti/');
    const secret = address.split('/').at(-1) ?? '';
    const again = `${second.url}/api/v1/cti/${secret}`;
    const body = 'event=answer&callId=1';
    expect((await fetch(again, { method: 'POST', body })).status).toBe(200);
    const { out } = await runOffhook(['connections'], env).ended;
    expect(out).toContain(`/api/v1/cti/${secret}`);
  });
  it('says what to do when the port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const port = String((other.address() as AddressInfo).port);
    const { code, out } = await runOffhook(['serve'], { ...settings(), OFFHOOK_PORT: port }).ended;
    expect(code).toBe(1);
    expect(out.trim()).toBe(
      `Port ${port} on 127.0.0.1 is in use. Stop the other program, or set OFFHOOK_PORT to a free port.`,
    );
  });
  it('lists every problem of the configuration', async () => {
    const env = { ...settings(), OFFHOOK_PORT: 'x', OFFHOOK_HOME_COUNTRY: 'Germany' };
    const { code, out } = await runOffhook(['serve'], env).ended;
    expect(code).toBe(1);
    expect(out).toContain('OFFHOOK_PORT: must be a port number');
    expect(out).toContain('OFFHOOK_HOME_COUNTRY: must be a country code');
  });
  it('names a command that does not exist', async () => {
    const { code, out } = await runOffhook(['sevre'], {}).ended;
    expect(code).toBe(2);
    expect(out).toContain('There is no command "sevre"');
  });
});

describe('simulate', () => {
  it('plays a scenario through a running relay', async () => {
    const env = settings();
    const { url } = await serve(env);
    for (const scenario of ['group', 'two-calls', 'mess']) {
      const args = ['simulate', scenario, '--url', url, '--speed', '0'];
      const { code, out } = await runOffhook(args, env).ended;
      expect(code).toBe(0);
      expect(out).toMatch(/^new\b.* 200 \{\}$/m);
    }
    const calls = await storedCalls(env['OFFHOOK_DATABASE_URL'] ?? '');
    expect(calls).toHaveLength(4);
    expect(calls.every(({ state }) => state === 'ended')).toBe(true);
    expect(calls.filter(({ missed }) => missed)).toHaveLength(1);
  });
  it('says what is wrong', async () => {
    const unknown = await runOffhook(['simulate', 'nonsense'], {}).ended;
    expect([unknown.code, unknown.out]).toEqual([2, expect.stringContaining('Known are: direct')]);
    const env = { ...settings(), OFFHOOK_PORT: '9' };
    const down = await runOffhook(['simulate', 'direct', '--speed', '0'], env).ended;
    expect([down.code, down.out]).toEqual([1, expect.stringContaining('No relay answers')]);
  });
});

describe('doctor', () => {
  it('warns, with a remedy for each, and ends with 0', async () => {
    const env = settings();
    const { url } = await serve(env);
    const { code, out } = await runOffhook(['doctor'], { ...env, OFFHOOK_PORT: new URL(url).port })
      .ended;
    expect(code).toBe(0);
    expect(out).toContain(`ok    Relay: ready at ${url}`);
    expect(out).toContain('warn  Connection main: nothing was ever received');
    expect(out.match(/^warn/gm)?.length).toBe(out.match(/^ {6}→/gm)?.length);
  });
  it('fails when Zammad and its endpoint refuse', async () => {
    const zammad = await startStrictZammad();
    zammad.fault = { status: 401 };
    const env = {
      ...settings(),
      OFFHOOK_ZAMMAD_URL: new URL(zammad.url).origin,
      OFFHOOK_ZAMMAD_TOKEN: 'unknown-token',
      OFFHOOK_ZAMMAD_CTI_URL: zammad.url,
    };
    const { code, out } = await runOffhook(['doctor'], env).ended;
    expect(code).toBe(1);
    expect(out).toContain('fail  Service token: Zammad does not know it');
    expect(out).toContain('fail  Forwarding: the token is wrong');
    expect(out).not.toContain('unknown-token');
  });
  it('finds the CTI endpoint without leaving a call there', async () => {
    const zammad = await startStrictZammad();
    const env = {
      ...settings(),
      OFFHOOK_ZAMMAD_URL: new URL(zammad.url).origin,
      OFFHOOK_ZAMMAD_CTI_URL: zammad.url,
    };
    const { out } = await runOffhook(['doctor'], env).ended;
    expect(out).toContain('ok    Forwarding: the endpoint takes events');
    expect(zammad.log.size).toBe(0);
  });
});

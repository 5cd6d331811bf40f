import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SECRET, startTestRelay, storedCalls, testConfig } from '../testing/test-relay.ts';

const run = promisify(execFile);

const NEW =
  'event=newCall&from=493055571600&to=491711234567890&direction=in&callId=123456&user[]=Alice&user[]=Bob';
const ANSWER =
  'event=answer&callId=123456&user=John+Doe&from=493055571600&to=491711234567890&direction=in&answeringNumber=21199999999';
const HANGUP =
  'event=hangup&cause=normalClearing&callId=123456&from=493055571600&to=491711234567890&direction=in&answeringNumber=4921199999999';

async function ok(response: Response): Promise<unknown> {
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('application/json');
  return response.json();
}

describe('the examples of the Push API document, sent by curl as printed', () => {
  it('ring, connect and end a call', async () => {
    const relay = await startTestRelay();
    for (const data of [NEW, ANSWER, HANGUP]) {
      const url = `${relay.url}/api/v1/cti/${SECRET}`;
      const { stdout } = await run('curl', ['-s', '-X', 'POST', '--data', data, url]);
      expect(JSON.parse(stdout)).toEqual({});
    }
    expect(await storedCalls(relay.databaseUrl)).toMatchObject([
      {
        state: 'ended',
        cause: 'normalClearing',
        missed: false,
        everRang: [{ name: 'Alice' }, { name: 'Bob' }],
        answeredBy: { name: 'John Doe' },
        version: 3,
      },
    ]);
  });
});

describe('RI9: answers', () => {
  const rules = {
    blocked: [
      { number: '+49 30 555716*', reason: 'busy' as const },
      { anonymous: true, reason: 'rejected' as const },
      { number: '0221 4710334', reason: 'busy' as const, until: '2020-01-01' },
    ],
    callerIds: {
      default: '+493055571642',
      routes: [{ dest: '+33*', callerId: '+33140000000' }],
    },
  };
  it('rejects a blocked caller, the repeated push too', async () => {
    const relay = await startTestRelay(rules);
    const reject = { action: 'reject', reason: 'busy' };
    expect(await ok(await relay.push(NEW))).toEqual(reject);
    expect(await ok(await relay.push(NEW))).toEqual(reject);
    expect(await ok(await relay.push(HANGUP))).toEqual({});
    expect(await storedCalls(relay.databaseUrl)).toMatchObject([{ blocked: true, missed: false }]);
  });
  it('rejects who hides the number, and nobody after the last day of a rule', async () => {
    const relay = await startTestRelay(rules);
    const anonymous = 'event=newCall&callId=1&direction=in&from=anonymous&to=493012300';
    expect(await ok(await relay.push(anonymous))).toEqual({ action: 'reject', reason: 'rejected' });
    const over = 'event=newCall&callId=2&direction=in&from=02214710334&to=493012300';
    expect(await ok(await relay.push(over))).toEqual({});
  });
  it('sets the caller id of outgoing calls, under both names', async () => {
    const relay = await startTestRelay(rules);
    const out = (to: string) => `event=newCall&callId=${to}&direction=out&from=23&to=${to}`;
    expect(await ok(await relay.push(out('491711234567890')))).toEqual({
      action: 'dial',
      caller_id: '493055571642',
      callerId: '493055571642',
      number: '491711234567890',
    });
    expect(await ok(await relay.push(out('0033140200000')))).toMatchObject({
      callerId: '33140000000',
      number: '33140200000',
    });
  });
  it('RD2: answers a repeated push as the first time, whatever the rules are now', async () => {
    const before = await startTestRelay();
    expect(await ok(await before.push(NEW))).toEqual({});
    await before.close();
    const { databaseUrl } = before;
    const after = await startTestRelay(rules, { databaseUrl });
    expect(await ok(await after.push(NEW))).toEqual({});
    expect(await ok(await after.push(NEW.replace('callId=123456', 'callId=other')))).toMatchObject({
      action: 'reject',
    });
  });
});

describe('RI6: whatever can be read is 200', () => {
  it('doubled, reversed, unknown id, no direction: one call, right end', async () => {
    const relay = await startTestRelay();
    const bare = (body: string) => body.replace('&direction=in', '');
    for (const body of [HANGUP, ANSWER, NEW, NEW, ANSWER, HANGUP, HANGUP].map(bare)) {
      expect(await ok(await relay.push(body))).toEqual({});
    }
    expect(await ok(await relay.push('event=answer&callId=never-seen'))).toEqual({});
    expect(await ok(await relay.push('event=hangup&callId=never-seen-too'))).toEqual({});
    const calls = await storedCalls(relay.databaseUrl);
    expect(calls).toHaveLength(3);
    expect(calls[0]).toMatchObject({ state: 'ended', direction: 'in', missed: false });
  });
  it('a missing direction is that of the stored call', async () => {
    const relay = await startTestRelay();
    await relay.push('event=newCall&callId=1&direction=out&from=493012300&to=4930555716');
    await relay.push('event=hangup&callId=1&cause=busy');
    expect(await storedCalls(relay.databaseUrl)).toMatchObject([{ direction: 'out' }]);
  });
});

describe('RI6: refusals', () => {
  it('401 in Zammad’s words for a wrong secret', async () => {
    const relay = await startTestRelay();
    for (const token of ['wrong', `${SECRET}x`, SECRET.slice(1), '%00', '%zz']) {
      const response = await fetch(`${relay.url}/api/v1/cti/${token}`, {
        method: 'POST',
        body: NEW,
      });
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ error: 'Invalid token, please contact your admin!' });
    }
    expect(relay.logged()).toContain('no connection has this secret');
  });
  it('404 for other methods, unknown paths and a connection that is switched off', async () => {
    const [main] = testConfig().connections;
    const off = { ...main, id: 'off', secret: 'off-secret', enabled: false } as never;
    const relay = await startTestRelay({ connections: [main as never, off] });
    for (const method of ['GET', 'PUT', 'DELETE']) {
      expect((await relay.push(NEW, { method, body: null })).status).toBe(404);
    }
    expect((await fetch(`${relay.url}/api/v1/cti`, { method: 'POST' })).status).toBe(404);
    const url = `${relay.url}/api/v1/cti/off-secret`;
    expect((await fetch(url, { method: 'POST', body: NEW })).status).toBe(404);
  });
  it('413 over 64 kB, announced or not, and the neighbour goes on', async () => {
    const relay = await startTestRelay();
    const large = `${NEW}&filler=${'x'.repeat(65_000)}`;
    const response = await relay.push(large);
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ error: 'the body is over 64 kB' });
    const chunked = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(large));
        controller.close();
      },
    });
    const unannounced = await relay.push(NEW, { body: chunked, duplex: 'half' } as never);
    expect(unannounced.status).toBe(413);
    expect((await relay.push(NEW)).status).toBe(200);
  });
  it('422 with the reason', async () => {
    const relay = await startTestRelay();
    const response = await relay.push('event=newCall&from=1');
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({ error: '"callId" is missing' });
    expect(relay.logged()).toContain('\\"callId\\" is missing');
  });
  it('a body that breaks off does no harm', async () => {
    const relay = await startTestRelay();
    const { port } = new URL(relay.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      `POST /api/v1/cti/${SECRET} HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nevent=newCall&callId=half`,
    );
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.destroy();
    expect((await relay.push(NEW)).status).toBe(200);
    expect(await storedCalls(relay.databaseUrl)).toHaveLength(1);
  });
});

describe('RI7: no input is answered 500', () => {
  it('any fields and bytes', async () => {
    const relay = await startTestRelay();
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constant('\ud800'));
    const value = fc.oneof(text, fc.integer(), fc.array(text, { maxLength: 3 }), fc.constant(null));
    const body = fc.oneof(
      fc
        .dictionary(fc.constantFrom('from', 'to', 'user', 'cause', 'queue', 'direction'), value)
        .chain((fields) =>
          fc
            .record({
              event: fc.constantFrom('newCall', 'answer', 'hangup'),
              callId: fc.constantFrom('1', '2', '\ud800', '\u0000'),
            })
            .map((head) => JSON.stringify({ ...head, ...fields })),
        ),
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
    );
    await fc.assert(
      fc.asyncProperty(body, async (sent) => {
        const { status } = await relay.push(sent as string);
        expect([200, 422]).toContain(status);
      }),
      { numRuns: 200 },
    );
    expect(relay.logged()).not.toContain('"level":50');
  });
});

describe('RI8: the log', () => {
  it('holds no number, name or secret', async () => {
    const relay = await startTestRelay();
    await relay.push(NEW);
    await relay.push('event=secret-word&callId=private-id');
    await fetch(`${relay.url}/api/v1/cti/guess-4711?from=493055571600`, { method: 'POST' });
    await fetch(`${relay.url}/nowhere/${SECRET}`);
    for (const secret of [
      SECRET,
      'guess-4711',
      '493055571600',
      'Alice',
      'secret-word',
      'private-id',
    ]) {
      expect(relay.logged()).not.toContain(secret);
    }
    expect(relay.logged()).toContain('"outcome":"changed"');
  });
});

describe('RD7: health', () => {
  it('tells live, ready and figures', async () => {
    const relay = await startTestRelay();
    await relay.push(NEW);
    expect(await ok(await fetch(`${relay.url}/live`))).toEqual({ live: true });
    expect(await ok(await fetch(`${relay.url}/ready`))).toEqual({ ready: true });
    const figures = await (await fetch(`${relay.url}/metrics`)).text();
    expect(figures).toContain('offhook_pbx_requests_total{connection="main",status="200"} 1');
    expect(figures).toMatch(/offhook_events_total\{.*kind="new".*\} 1/);
    expect(figures).not.toContain(SECRET);
  });
});

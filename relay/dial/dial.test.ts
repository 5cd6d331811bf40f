import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ALICE, type Bench, BOB, startBench, temporaryFile } from '../hub/testing/bench.ts';
import { ringing } from '../hub/testing/calls.ts';
import { connect } from '../hub/testing/client.ts';
import { createMemoryChanges } from '../hub/testing/memory-changes.ts';
import { buildDialRequest } from './http-dial.ts';

interface Seen {
  method: string | undefined;
  url: string | undefined;
  type: string | undefined;
  body: string;
}
let pbx: Server;
let pbxUrl: string;
let seen: Seen[];
let answer: number | 'hang' | 'cut';

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}
beforeEach(async () => {
  seen = [];
  answer = 200;
  pbx = createServer((request, response) => {
    void read(request).then((body) => {
      const type = request.headers['content-type'];
      seen.push({ method: request.method, url: request.url, type, body });
      if (answer === 'hang') return;
      if (answer === 'cut') return void request.socket.destroy();
      response.writeHead(answer, answer === 302 ? { location: 'http://127.0.0.1:1/' } : {});
      response.end();
    });
  });
  await new Promise<void>((resolve) => pbx.listen(0, '127.0.0.1', resolve));
  pbxUrl = `http://127.0.0.1:${(pbx.address() as AddressInfo).port}`;
});
afterEach(async () => {
  pbx.closeAllConnections();
  await new Promise((resolve) => pbx.close(resolve));
});

const GET = () => ({
  url: `${pbxUrl}/dial?to={number}&from={extension}&by={login}&ref={dialId}`,
  method: 'GET' as const,
  headers: {},
});
const MAPPING = [{ login: ALICE.login, extensions: ['41'], numbers: [], names: [] }];

async function start(more: Parameters<typeof startBench>[0] = {}) {
  const bench = await startBench({
    agents: [ALICE, BOB],
    config: { dial: GET(), agents: MAPPING },
    ...more,
  });
  const tokens = { alice: await bench.pair(ALICE), bob: await bench.pair(BOB) };
  return { bench, ...tokens };
}
async function dial(bench: Bench, token: string, number: string) {
  const reply = await fetch(`${bench.url}/v1/dial`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ number }),
  });
  return { status: reply.status, ...JSON.parse(await reply.text()) };
}

describe('DL1: a click becomes one request to the telephone system', () => {
  it.each([
    '+49 (0)30 609854-180',
    '030/609854180',
    'tel:+49-30-609854180',
    '0049 30 609854180',
    '4930609854180',
  ])('%s is seen as E.164 on the wire', async (text) => {
    const { bench, alice } = await start();
    const { status, dialId } = await dial(bench, alice, text);
    expect(status).toBe(202);
    expect(seen).toHaveLength(1);
    const query = new URLSearchParams(seen[0]?.url?.split('?')[1]);
    expect(Object.fromEntries(query)).toEqual({
      to: '+4930609854180',
      from: '41',
      by: ALICE.login,
      ref: dialId,
    });
    await bench.close();
  });
  it('the extension of the Zammad profile serves where none is mapped', async () => {
    const { bench, bob } = await start();
    await dial(bench, bob, '030 609854180');
    expect(seen[0]?.url).toContain('from=23');
    await bench.close();
  });
  it('colleagues by extension', async () => {
    const { bench, alice } = await start();
    expect((await dial(bench, alice, '23')).status).toBe(202);
    expect(seen[0]?.url).toContain('to=23&');
    await bench.close();
  });
  it('POST with JSON, and with a form', async () => {
    const json = { url: pbxUrl, method: 'POST' as const, headers: {}, body: '{"to":"{number}"}' };
    const first = await start({ config: { dial: json } });
    await dial(first.bench, first.alice, '030 609854180');
    expect(seen[0]).toMatchObject({ type: 'application/json', body: '{"to":"+4930609854180"}' });
    await first.bench.close();
    const form = { ...json, body: 'to={number}&by={login}' };
    const second = await start({ config: { dial: form } });
    await dial(second.bench, second.alice, '030 609854180');
    expect(seen[1]?.body).toBe('to=%2B4930609854180&by=agent1%40example.com');
    await second.bench.close();
  });
});

describe('DL2: hostile numbers are refused and never reach the telephone system', () => {
  it.each([
    ['', 'dial/unreadable'],
    ['support', 'dial/unreadable'],
    ['javascript:alert(1)', 'dial/unreadable'],
    ['030 609854180 && reboot', 'dial/unreadable'],
    ['http://evil.example/?a=1', 'dial/unreadable'],
    ['+49 30', 'dial/unreadable'],
    [`+49${'1'.repeat(60)}`, 'dial/unreadable'],
    ['anonymous', 'dial/unreadable'],
    ['*21*0900123456#', 'dial/forbidden'],
    ['**21*+4930123456%23', 'dial/forbidden'],
    ['tel:+4930609854180;ext=%2A31', 'dial/forbidden'],
    ['112', 'dial/forbidden'],
    ['1 1 0', 'dial/forbidden'],
    ['tel:911', 'dial/forbidden'],
    ['0900 1234567', 'dial/forbidden'],
    ['+1 900 555 0123', 'dial/forbidden'],
    ['+881 6 1234 5678', 'dial/forbidden'],
    ['99', 'dial/forbidden'],
  ])('%j: %s', async (text, code) => {
    const { bench, alice } = await start();
    const reply = await dial(bench, alice, text);
    expect([reply.status, reply.error.code]).toEqual([422, code]);
    expect(seen).toEqual([]);
    await bench.close();
  });
  it('values cannot leave their place in address or body', () => {
    const odd = { number: '+49', extension: '1&x=2', login: 'a"},{"b/../?#', dialId: 'd' };
    const get = buildDialRequest({ ...GET(), url: `${pbxUrl}/{login}?e={extension}` }, odd);
    expect(get.url).toBe(`${pbxUrl}/a%22%7D%2C%7B%22b%2F..%2F%3F%23?e=1%26x%3D2`);
    const json = { ...GET(), method: 'POST' as const, body: '{"l":"{login}","e":"{extension}"}' };
    const { init } = buildDialRequest(json, odd);
    expect(JSON.parse(String(init.body))).toEqual({ l: odd.login, e: odd.extension });
    const host = { ...GET(), url: 'http://{login}.example/' };
    expect(() => buildDialRequest(host, { ...odd, login: 'evil' })).toThrow(/host/);
  });
});

describe('DL3: failures are told apart', () => {
  it('nothing configured', async () => {
    const { bench, alice } = await start({ config: {} });
    expect(await dial(bench, alice, '030 609854180')).toMatchObject({
      status: 409,
      error: { code: 'dial/off' },
    });
    await bench.close();
  });
  it('no extension known', async () => {
    const { bench, alice } = await start({ config: { dial: GET() } });
    expect(await dial(bench, alice, '030 609854180')).toMatchObject({
      status: 409,
      error: { code: 'dial/no-extension' },
    });
    await bench.close();
  });
  it.each([
    [500, 502, 'dial/refused'],
    [403, 502, 'dial/refused'],
    [302, 502, 'dial/refused'],
    ['cut', 502, 'dial/unreachable'],
    ['hang', 504, 'dial/slow'],
  ] as const)('the telephone system: %s', async (what, status, code) => {
    const dialTimeoutMs = what === 'hang' ? 50 : 10_000;
    const { bench, alice } = await start({ tuning: { dialTimeoutMs } });
    answer = what;
    expect(await dial(bench, alice, '030 609854180')).toMatchObject({ status, error: { code } });
    expect(JSON.stringify(bench.lines)).not.toContain('609854180');
    await bench.close();
  });
});

describe('DL4: the call that comes of it', () => {
  const out = (id: string, startedAt: number) =>
    ringing(id, {
      direction: 'out',
      from: { e164: '493012300' },
      to: { e164: '4930609854180' },
      startedAt,
    });

  it('is the caller’s alone, carries the id, and keeps both after a restart', async () => {
    const { file, remove } = await temporaryFile();
    const first = await start({ file });
    const { dialId } = await dial(first.bench, first.alice, '030 609854180');
    const alice = connect(first.bench.url, { token: first.alice });
    const bob = connect(first.bench.url, { token: first.bob });
    await Promise.all([alice.next('welcome'), bob.next('welcome')]);
    const now = first.bench.clock.now();
    await first.bench.changes.commit(out('c1', now + 3_000));
    const frame = await alice.next('call');
    expect(frame.call).toMatchObject({ dialId, mine: true, remote: { number: '+4930609854180' } });
    await first.bench.changes.commit(ringing('for-all'));
    await bob.next('call', ({ call }) => call.id === 'for-all');
    expect(bob.calls()).toHaveLength(1);
    const { log } = first.bench.changes as ReturnType<typeof createMemoryChanges>;
    await first.bench.close();

    const second = await start({
      file,
      changes: ({ db }) => createMemoryChanges(db, { log }),
    });
    const again = connect(second.bench.url, { token: second.alice });
    const replayed = await again.next('call', ({ call }) => call.id === 'c1');
    expect(replayed.call).toMatchObject({ dialId, mine: true });
    await second.bench.close();
    await remove();
  });
  it('a later call, another number or another caller is not it', async () => {
    const { bench, alice } = await start();
    await dial(bench, alice, '030 609854180');
    const client = connect(bench.url, { token: alice });
    await client.next('welcome');
    const now = bench.clock.now();
    await bench.changes.commit(out('late', now + 45_001));
    await bench.changes.commit({ ...out('other', now), to: { e164: '493012345' } });
    await bench.changes.commit({ ...out('bobs', now), from: { extension: '23' } });
    await bench.changes.commit(out('hers', now + 45_000));
    const hers = await client.next('call', ({ call }) => call.id === 'hers');
    expect(hers.call.dialId).toBeDefined();
    expect(client.calls().filter(({ call }) => call.dialId !== undefined)).toHaveLength(1);
    expect(client.calls().some(({ call }) => call.id === 'bobs')).toBe(false);
    await bench.close();
  });
});

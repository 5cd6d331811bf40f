import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import type { AgentCall } from '../../lib/core/agent-call.ts';
import { callListSchema, errorBodySchema, lookupSchema, meSchema } from '../../lib/protocol/api.ts';
import { ALICE, type Bench, BOB, startBench } from '../hub/testing/bench.ts';
import { answered, CALLER, ended, ringing, ringingAt } from '../hub/testing/calls.ts';

let bench: Bench;
let alice: string;
let bob: string;
beforeEach(async () => {
  bench = await startBench({
    agents: [ALICE, BOB],
    config: { lines: [{ match: '+49 30 777777', private: true }], visibility: 'team' },
  });
  alice = await bench.pair(ALICE);
  bob = await bench.pair(BOB);
});
afterEach(() => bench.close());

async function get(path: string, token = alice) {
  const answer = await fetch(`${bench.url}${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

describe('AG5: who has no device token gets nothing', () => {
  it.each(['/v1/me', '/v1/calls', '/v1/calls/c1', '/v1/lookup?number=1', '/v1/nothing'])(
    '%s',
    async (path) => {
      const answer = await fetch(bench.url + path);
      expect(answer.status).toBe(401);
      expect(v.is(errorBodySchema, await answer.json())).toBe(true);
    },
  );
  it('an unknown address is told to those who are known', async () => {
    expect(await get('/v1/nothing')).toMatchObject({
      status: 404,
      body: { error: { code: 'request/unknown' } },
    });
  });
});

describe('AG6: history', () => {
  const start = 1_000_000_000_000;
  async function many(count: number): Promise<void> {
    for (let n = 0; n < count; n++) {
      const call = ringing(`c${String(n).padStart(3, '0')}`, { startedAt: start + (n >> 1) });
      await bench.changes.commit(ended(n % 3 ? call : answered(call, 'Alice Agent')));
    }
  }
  it('pages newest first, without gap or doubling, also where times are equal', async () => {
    await many(25);
    const ids: string[] = [];
    let next: string | undefined;
    do {
      const cursor: string = next === undefined ? '' : `&cursor=${next}`;
      const { body } = await get(`/v1/calls?limit=7${cursor}`);
      expect(v.is(callListSchema, body)).toBe(true);
      ids.push(...body.items.map(({ id }: { id: string }) => id));
      next = body.next;
    } while (next !== undefined);
    expect(ids).toEqual(
      Array.from({ length: 25 }, (_, n) => `c${String(24 - n).padStart(3, '0')}`),
    );
  });
  it('by number in any spelling, and missed ones', async () => {
    await many(6);
    const other = ringing('other', { from: { e164: '491721234599' } });
    await bench.changes.commit(ended(other));
    expect((await get('/v1/calls?number=030/609854180')).body.items).toHaveLength(6);
    expect((await get('/v1/calls?number=0172%201234599')).body.items).toHaveLength(1);
    const missed = (await get('/v1/calls?missed=true')).body.items;
    expect(missed).toHaveLength(5);
    expect(missed.every((call: AgentCall) => call.missed && !call.done)).toBe(true);
  });
  it.each([
    ['cursor=rubbish', 400],
    ['limit=0', 400],
    ['limit=1000', 400],
    ['missed=perhaps', 400],
    ['number=support', 422],
  ])('%s is refused with %i', async (query, status) => {
    expect((await get(`/v1/calls?${query}`)).status).toBe(status);
  });
  it('a private line stays with those it names', async () => {
    const secret = ringingAt('secret', 'Alice Agent');
    await bench.changes.commit({ ...secret, to: { e164: '4930777777' } });
    expect((await get('/v1/calls')).body.items).toHaveLength(1);
    expect((await get('/v1/calls', bob)).body.items).toEqual([]);
    expect((await get('/v1/calls/secret')).status).toBe(200);
    expect((await get('/v1/calls/secret', bob)).status).toBe(404);
    expect((await get('/v1/calls/unknown', bob)).body.error.code).toBe('call/not-found');
  });
});

describe('AG7: me and lookup', () => {
  it('me', async () => {
    const { body } = await get('/v1/me');
    expect(v.is(meSchema, body)).toBe(true);
    expect(body).toMatchObject({ agent: { login: ALICE.login }, relay: { directory: 0 } });
  });
  it('lookup names colleagues as colleagues', async () => {
    const { body } = await get(`/v1/lookup?number=${encodeURIComponent('+49 (0)30 55571601')}`);
    expect(v.is(lookupSchema, body)).toBe(true);
    expect(body).toEqual({
      number: '+493055571601',
      matches: [{ userId: 3, name: 'Alice Agent', reason: { kind: 'extension' }, weight: 100 }],
    });
    expect((await get(`/v1/lookup?number=${CALLER}`)).body.matches).toEqual([]);
    expect((await get('/v1/lookup')).status).toBe(422);
  });
});

describe('AG8: only extensions may read across origins', () => {
  const preflight = (origin: string) =>
    fetch(`${bench.url}/v1/me`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'GET' },
    });
  it.each(['chrome-extension://abcdef', 'moz-extension://0a-1b'])('%s', async (origin) => {
    const answer = await preflight(origin);
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    expect(answer.headers.get('access-control-allow-headers')).toMatch(/Authorization/);
    const real = await fetch(`${bench.url}/v1/me`, { headers: { origin } });
    expect(real.headers.get('access-control-allow-origin')).toBe(origin);
    expect(real.headers.get('vary')).toContain('Origin');
  });
  it.each(['https://evil.example', 'null', 'chrome-extension://x/../https://evil.example'])(
    'not %s',
    async (origin) => {
      const answer = await preflight(origin);
      expect(answer.status).toBe(403);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      const real = await fetch(`${bench.url}/v1/me`, {
        headers: { origin, authorization: `Bearer ${alice}` },
      });
      expect(real.headers.get('access-control-allow-origin')).toBeNull();
    },
  );
});

describe('AG9: the invite page', () => {
  it('says in both languages what to enter, and nothing secret', async () => {
    await bench.close();
    bench = await startBench({
      config: {
        publicUrl: 'https://relay.example/<x>',
        zammad: { url: 'https://zammad.example', token: 'service-secret' },
      },
      tuning: { fetch: () => Promise.reject(new Error('no network')) },
    });
    const answer = await fetch(`${bench.url}/connect`);
    const html = await answer.text();
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(html).toContain('Connect your browser');
    expect(html).toContain('Browser verbinden');
    expect(html).toContain('https://zammad.example');
    expect(html).not.toContain('<x>');
    expect(html).not.toContain('service-secret');
  });
});

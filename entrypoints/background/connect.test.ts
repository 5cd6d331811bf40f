import { describe, expect, it } from 'vitest';
import type { Input, Result } from '../../lib/rpc/contract.ts';
import { backgroundBench } from '../../tests/background/background-bench.ts';

const { at, setup, connected } = backgroundBench();

describe('connecting', () => {
  it('pairs, connects, registers the scripts, and says what works in order', async () => {
    const all = setup();
    const { checks, background } = await connected(all);
    expect(checks).toMatchObject({
      ok: true,
      value: [
        { id: 'address', state: 'ok' },
        { id: 'permission', state: 'ok' },
        { id: 'token', state: 'ok', fact: 'Alice Agent' },
        { id: 'tickets', state: 'ok' },
        { id: 'cti', state: 'ok' },
        { id: 'relay', state: 'ok' },
        { id: 'live', state: 'ok' },
      ],
    });
    expect(all.state.scripts.map(({ id }) => id)).toEqual(['offhook-zammad', 'offhook-dial']);
    expect(await background.page('connection.get', {})).toMatchObject({
      value: { relay: 'live', relayUrl: at.relay.url, agent: { name: 'Alice Agent' } },
    });
    expect(at.relay.hellos[0]).toEqual({ type: 'hello', protocol: 1, token: 'device-1' });
  });
  it.each([
    ['sandbox-ticket-only', { tickets: 'ok', cti: 'failed' }],
    ['sandbox-cti-only', { tickets: 'failed', cti: 'ok' }],
  ])('a token with one permission (%s): says which one is missing', async (token, wanted) => {
    const all = setup();
    const background = all.live();
    const saved = await background.page('connect.save', {
      zammadUrl: at.zammad.sandbox.url,
      token,
      relayUrl: at.relay.url,
    });
    const checks = (saved as Result<{ id: string; state: string }[]> & { ok: true }).value;
    for (const [id, state] of Object.entries(wanted))
      expect(checks.find((check) => check.id === id)).toMatchObject({ state });
  });
  it.each<[string, Partial<Input<'connect.save'>>, string]>([
    ['a wrong token', { token: 'nope' }, 'zammad/unauthorised'],
    ['no token', { token: undefined }, 'connect/no-token'],
    ['no address', { zammadUrl: 'not an address' }, 'connect/bad-address'],
    ['plain http abroad', { zammadUrl: 'http://zammad.example' }, 'connect/insecure-address'],
    [
      'a relay by plain http abroad',
      { relayUrl: 'http://relay.example' },
      'connect/insecure-address',
    ],
    ['nobody there', { zammadUrl: 'http://127.0.0.1:1' }, 'zammad/unreachable'],
  ])('%s: %s', async (_what, change, code) => {
    const all = setup();
    const background = all.live();
    const input = {
      zammadUrl: at.zammad.sandbox.url,
      token: 'sandbox-agent1',
      relayUrl: at.relay.url,
      ...change,
    };
    expect(await background.page('connect.save', input)).toEqual({ ok: false, code });
    expect(all.storage.raw.get('local:connection')).toBeUndefined();
  });
  it('no host permission: said first', async () => {
    const all = setup();
    all.state.allowed = false;
    const background = all.live();
    for (const answer of [
      await background.page('connect.probe', { zammadUrl: at.zammad.sandbox.url }),
      await background.page('connect.createToken', { zammadUrl: at.zammad.sandbox.url }),
    ])
      expect(answer).toEqual({ ok: false, code: 'connect/permission' });
  });
  it('a relay of another Zammad: the card works, the line says so', async () => {
    at.relay.state.pair = 409;
    const { checks } = await connected(setup());
    expect((checks as { value: unknown[] }).value).toMatchObject([
      {},
      {},
      { state: 'ok' },
      {},
      {},
      { id: 'relay', state: 'failed', problem: 'connect/other-zammad' },
      { id: 'live', state: 'skipped' },
    ]);
  });
  it('probe: a Zammad, and something else', async () => {
    const background = setup().live();
    const { url } = at.zammad.sandbox;
    expect(await background.page('connect.probe', { zammadUrl: `${url}/desktop/x` })).toMatchObject(
      {
        ok: true,
        value: { zammadUrl: url, insecure: true },
      },
    );
    expect(await background.page('connect.probe', { zammadUrl: at.relay.url })).toEqual({
      ok: false,
      code: 'connect/not-zammad',
    });
  });
  it('disconnecting forgets both tokens and the cards, and tells the relay', async () => {
    const all = setup();
    const { background } = await connected(all);
    await background.page('connect.disconnect', {});
    expect(JSON.stringify([...all.storage.raw])).not.toMatch(/sandbox-agent1|device-1/);
    expect(all.state.scripts).toEqual([]);
    expect(at.relay.seen).toContain('DELETE /v1/devices/current');
    expect(await background.content('call.dismiss', { callId: 'c1' })).toEqual({
      ok: false,
      code: 'internal/refused',
    });
  });
});

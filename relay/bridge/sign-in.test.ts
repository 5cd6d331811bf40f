import { describe, expect, it } from 'vitest';
import { type BridgeBench, startBridge } from '../../tests/bridge/bridge-bench.ts';

const whoAmI = async (bridge: BridgeBench) =>
  (await bridge.asked()).filter(({ path }) => path.includes('/users/me')).length;

describe('BR4: a token is asked about once a minute', () => {
  it('right and wrong ones alike', async () => {
    const bridge = await startBridge();
    for (const [key, status] of [
      ['sandbox-agent1', 200],
      ['wrong', 401],
    ] as const) {
      const before = await whoAmI(bridge);
      const app = bridge.client(key);
      const answers = await Promise.all([1, 2, 3, 4].map(() => app.get('/validate-token')));
      expect(answers.map((answer) => answer.status)).toEqual([status, status, status, status]);
      expect((await whoAmI(bridge)) - before).toBe(1);
      bridge.bench.clock.advance(59_000);
      await app.get('/account/id');
      expect((await whoAmI(bridge)) - before).toBe(1);
      bridge.bench.clock.advance(1_000);
      await app.get('/account/id');
      expect((await whoAmI(bridge)) - before).toBe(2);
    }
  });
  it('a token that is taken back ends within a minute', async () => {
    const bridge = await startBridge();
    const app = bridge.client('sandbox-agent2');
    expect((await app.get('/contacts')).status).toBe(200);
    await bridge.fault('401');
    bridge.bench.clock.advance(60_000);
    expect(await app.get('/contacts')).toMatchObject({ status: 401, text: 'Token is not valid' });
  });
  it('guessing ends after ten wrong tokens; a right one that was known goes on', async () => {
    const bridge = await startBridge();
    expect((await bridge.client('sandbox-agent1').get('/validate-token')).status).toBe(200);
    for (let guess = 0; guess < 10; guess++) {
      expect((await bridge.client(`guess${guess}`).get('/validate-token')).status).toBe(401);
    }
    const asked = await whoAmI(bridge);
    const late = await bridge.client('guess10').get('/validate-token');
    expect([late.status, late.headers.get('retry-after')]).toEqual([429, '60']);
    expect((await bridge.client('sandbox-agent2').get('/validate-token')).status).toBe(429);
    expect(await whoAmI(bridge)).toBe(asked);
    bridge.bench.clock.advance(60_000);
    for (let guess = 0; guess < 10; guess++) {
      await bridge.client(`other${guess}`).get('/validate-token');
    }
    expect((await bridge.client('sandbox-agent1').get('/validate-token')).status).toBe(200);
    bridge.bench.clock.advance(60_000);
    expect((await bridge.client('sandbox-agent2').get('/validate-token')).status).toBe(200);
  });
  it('an app with one old token is no guesser', async () => {
    const bridge = await startBridge();
    for (let turn = 0; turn < 30; turn++) {
      expect((await bridge.client('old-token').get('/contacts')).status).toBe(401);
    }
    expect((await bridge.client('sandbox-agent1').get('/validate-token')).status).toBe(200);
  });
  it('Zammad is away: nobody is called a stranger', async () => {
    const bridge = await startBridge();
    await bridge.fault('down');
    expect(await bridge.client('sandbox-agent1').get('/validate-token')).toMatchObject({
      status: 452,
      text: 'integration/error/unavailable',
    });
    await bridge.fault('ok');
    expect((await bridge.client('sandbox-agent1').get('/validate-token')).status).toBe(200);
  });
});

describe('BR5: what a token lacks is said', () => {
  const report = (bridge: BridgeBench, key: string) =>
    bridge.client(key, { accept: 'application/json' }).get('/health');

  it('health needs no token; with one it tells what does not work', async () => {
    const bridge = await startBridge();
    const nobody = { 'x-provider-key': undefined, 'x-provider-url': undefined };
    expect(await bridge.client('', nobody).get('/health')).toMatchObject({
      status: 200,
      text: 'OK',
    });
    expect((await report(bridge, 'sandbox-ticket-only')).json).toEqual({
      login: 'agent1@example.com',
      contacts: true,
      notes: true,
      newTickets: true,
      missing: [],
    });
    const poor = await report(bridge, 'sandbox-cti-only');
    expect(poor.json).toMatchObject({ contacts: false, notes: false, newTickets: false });
    expect(poor.json.missing).toEqual([
      'Contacts: the token needs ticket.agent (or admin.user).',
      'Call notes, tickets and follow-ups: the token needs ticket.agent.',
    ]);
    expect((await report(bridge, 'wrong')).status).toBe(401);
  });
  it('a token without the right gets the code of the framework, and the reason beside it', async () => {
    const bridge = await startBridge();
    const app = bridge.client('sandbox-cti-only');
    const answer = await app.get('/contacts');
    expect([answer.status, answer.text]).toEqual([452, 'integration/error/forbidden']);
    expect(answer.headers.get('x-offhook-reason')).toBe(
      'Zammad says no. The token needs ticket.agent (or admin.user).',
    );
    expect((await app.get('/account/id')).json).toBe('4');
  });
});

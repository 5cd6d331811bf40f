import { describe, expect, it, onTestFinished } from 'vitest';
import { createZammad } from '../../lib/zammad/zammad.ts';
import { genericEncoder } from '../../relay/cli/encode/generic.ts';
import { findScenario } from '../../relay/cli/scenarios/list.ts';
import { startTestRelay } from '../../relay/testing/test-relay.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';

/** Caller-log rows that Zammad ends up with, by the scenario that was played through the relay. */
const EXPECTED = {
  direct: [{ state: 'hangup', done: true, from: '493023125741', toComment: 'Alice Agent' }],
  group: [{ state: 'hangup', done: true, toComment: 'Bob Agent' }],
  missed: [{ state: 'hangup', done: false, toComment: 'Alice Agent, Bob Agent' }],
  busy: [{ state: 'hangup', done: false }],
  forwarded: [{ state: 'hangup', done: true }],
  withheld: [{ state: 'hangup', done: true, from: 'anonymous' }],
  voicemail: [{ state: 'hangup', done: false, toComment: 'voicemail' }],
  out: [{ state: 'hangup', done: true, direction: 'out', to: '493023125741' }],
  'two-calls': [
    { state: 'hangup', done: true, from: '493023125741' },
    { state: 'hangup', done: false, from: '4922147103341' },
  ],
  mess: [{ state: 'hangup', done: true, toComment: 'Alice Agent' }],
};

describe.each(['5.5', '6.5'] as const)('RF: what Zammad %s is told', (flavour) => {
  it.each(Object.entries(EXPECTED))('%s', async (name, rows) => {
    const sandbox = await startSandbox({ port: 0, flavour });
    onTestFinished(() => sandbox.close());
    const url = `${sandbox.url}/api/v1/cti/sandbox-cti`;
    const relay = await startTestRelay({
      zammad: {
        forward: { url, agentReference: false, ask: false, transfers: false, internal: false },
      },
    });
    const context = {
      id: (call: string) => `id-${call}`,
      options: {},
      address: () => '',
      now: 0,
      earlier: [],
    };
    for (const step of findScenario(name)?.steps ?? []) {
      const body = genericEncoder.encode(step, context)[0]?.body ?? '';
      expect((await relay.push(new URLSearchParams(body))).status).toBe(200);
    }
    const zammad = createZammad({ url: sandbox.url, token: 'sandbox-agent1' });
    for (;;) {
      const { rows: log } = await zammad.ctiLog();
      const mine = log.filter(
        (row) => row.state === 'hangup' && /^[0-9a-f-]{36}$/.test(row.callId),
      );
      if (mine.length < rows.length) continue;
      expect(mine.reverse()).toMatchObject(rows);
      break;
    }
    expect(relay.logged()).not.toContain('"msg":"forward"');
  });
});

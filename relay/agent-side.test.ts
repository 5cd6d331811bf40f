import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAgentSide } from './agent-side.ts';
import { loadConfig } from './config-load.ts';
import { temporaryFile } from './hub/testing/bench.ts';
import { connect } from './hub/testing/client.ts';
import { type FakeZammad, startFakeZammad } from './hub/testing/fake-zammad.ts';
import { type Relay, startRelay } from './start-relay.ts';
import { createLog } from './telemetry/log.ts';

/** The whole relay: a telephone system's pushes on one side, browsers on the other. */
let zammad: FakeZammad;
let relay: Relay;
let store: Awaited<ReturnType<typeof temporaryFile>>;

const start = () =>
  startRelay({
    createAgentSide,
    config: loadConfig({
      OFFHOOK_PORT: '0',
      OFFHOOK_DATABASE_URL: `sqlite:${store.file}`,
      OFFHOOK_CTI_TOKEN: 'demo-secret',
      OFFHOOK_ZAMMAD_URL: zammad.url,
      OFFHOOK_ZAMMAD_TOKEN: 'service',
    }),
    log: createLog('silent'),
  });

beforeEach(async () => {
  zammad = await startFakeZammad();
  zammad.tokens.set('a', { id: 3, login: 'a@x', firstname: 'Alice', lastname: 'Agent' });
  zammad.tokens.set('b', { id: 4, login: 'b@x', firstname: 'Bob', lastname: 'Builder' });
  zammad.tokens.set('service', { id: 1, login: 'service' });
  store = await temporaryFile();
  relay = await start();
});
afterEach(async () => {
  await relay.close();
  await zammad.close();
  await store.remove();
});

async function pair(zammadToken: string): Promise<string> {
  const answer = await fetch(`${relay.url}/v1/devices`, {
    method: 'POST',
    body: JSON.stringify({ zammadUrl: zammad.url, zammadToken, name: 'test' }),
  });
  return ((await answer.json()) as { deviceToken: string }).deviceToken;
}
async function push(data: string): Promise<void> {
  const answer = await fetch(`${relay.url}/api/v1/cti/demo-secret`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: data,
  });
  expect(answer.status).toBe(200);
}
const NEW = 'event=newCall&from=493055571600&to=491711234567890&direction=in&callId=123456';

describe('HB: from the telephone system to the browsers, over the real ledger', () => {
  it('the document’s own examples ring, are answered and end for everyone', async () => {
    const client = connect(relay.url, { token: await pair('a') });
    await client.next('welcome');
    await push(`${NEW}&user[]=Alice&user[]=Bob`);
    const rings = await client.next('call', ({ call }) => call.state === 'ringing');
    expect(rings.call).toMatchObject({
      ringing: ['Alice', 'Bob'],
      remote: { number: '+493055571600', display: '+49 30 55571600' },
    });
    await push(
      'event=answer&callId=123456&user=John+Doe&from=493055571600&to=491711234567890&direction=in&answeringNumber=21199999999',
    );
    const talks = await client.next('call', ({ call }) => call.state === 'talking');
    expect(talks.call).toMatchObject({ answeredBy: 'John Doe', mine: false });
    await push(
      'event=hangup&cause=normalClearing&callId=123456&from=493055571600&to=491711234567890&direction=in&answeringNumber=4921199999999',
    );
    const over = await client.next('call', ({ call }) => call.state === 'ended');
    expect(over.call).toMatchObject({ missed: false, cause: 'normalClearing', done: true });
  });

  it('two agents: only the one addressed; and the call goes on over a restart', async () => {
    const tokens = { alice: await pair('a'), bob: await pair('b') };
    const bob = connect(relay.url, { token: tokens.bob });
    let alice = connect(relay.url, { token: tokens.alice });
    await Promise.all([bob.next('welcome'), alice.next('welcome')]);
    await push(`${NEW}&user[]=Alice+Agent`);
    const { cursor } = await alice.next('call');
    await relay.close();
    relay = await start();
    await push('event=answer&callId=123456&user=Alice+Agent&direction=in');
    alice = connect(relay.url, { token: tokens.alice, cursor });
    const frame = await alice.next('call', ({ call }) => call.state === 'talking');
    expect(frame.call).toMatchObject({ mine: true, answeredBy: 'Alice Agent' });
    expect(alice.frames.some(({ type }) => type === 'gap')).toBe(false);
    const again = connect(relay.url, { token: tokens.bob });
    await again.next('welcome');
    await push('event=newCall&from=anonymous&to=493012300&direction=in&callId=c2');
    await again.next('call', ({ call }) => call.remote.withheld);
    expect([...bob.calls(), ...again.calls()].map(({ call }) => call.remote.withheld)).toEqual([
      true,
    ]);
  });

  it('history has what the ledger stored', async () => {
    const token = await pair('a');
    await push(NEW);
    await push('event=hangup&cause=cancel&callId=123456&direction=in');
    const answer = await fetch(`${relay.url}/v1/calls?missed=true&number=030+55571600`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await answer.json()).toMatchObject({
      items: [{ state: 'ended', missed: true, remote: { number: '+493055571600' } }],
    });
  });
});

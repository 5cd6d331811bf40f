/** Whole calls as sipgate tells them, through a running relay. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RelayConfig } from '../../config.ts';
import { readXml } from '../../testing/read-xml.ts';
import { form, startVendorRelay, VENDOR_SECRET, VENDOR_URL } from '../../testing/vendor-relay.ts';
import { signSipgate } from './sipgate-signature.ts';

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const CALLER = '492214710334';
const LINE = '493023125000';
const ada = { 'user[]': 'Ada', 'userId[]': 'w0', 'fullUserId[]': '1234567w0' };
const grace = { 'user[]': 'Grace', 'userId[]': 'w1', 'fullUserId[]': '1234567w1' };

async function start(changes: Partial<RelayConfig> = {}) {
  let now = 1_795_000_000_000;
  const vendor = await startVendorRelay(
    'sipgate',
    { publicKeys: [keys.publicKey] },
    {
      changes,
      clock: () => now,
      sign: (_rest, body) => ({ 'x-sipgate-signature': signSipgate(keys.privateKey, body) }),
    },
  );
  const incoming = (fields: Record<string, string | string[]>) =>
    vendor.post('/in', form({ direction: 'in', from: CALLER, to: LINE, callId: 'A', ...fields }));
  const outgoing = (fields: Record<string, string | string[]>) =>
    vendor.post('/out', form({ direction: 'out', from: LINE, to: CALLER, callId: 'A', ...fields }));
  const pass = (ms: number) => (now += ms);
  return { ...vendor, incoming, outgoing, pass };
}

describe('incoming', () => {
  it('answered', async () => {
    const { incoming, calls } = await start();
    await incoming({ event: 'newCall', ...ada });
    expect(await calls()).toMatchObject([{ state: 'ringing', ringing: [{ account: 'w0' }] }]);
    await incoming({ event: 'answer', user: 'Ada', userId: 'w0', answeringNumber: '493023125011' });
    await incoming({ event: 'hangup', cause: 'normalClearing' });
    expect(await calls()).toMatchObject([
      {
        direction: 'in',
        state: 'ended',
        from: { e164: CALLER },
        answeredBy: { name: 'Ada', account: 'w0' },
        cause: 'normalClearing',
        missed: false,
      },
    ]);
  });
  it('missed; a hidden caller', async () => {
    const { incoming, calls } = await start();
    await incoming({ event: 'newCall', from: 'anonymous', ...ada });
    await incoming({ event: 'hangup', from: 'anonymous', cause: 'cancel' });
    expect(await calls()).toMatchObject([
      { from: { withheld: true }, state: 'ended', cause: 'cancel', missed: true },
    ]);
  });
  it('a group: all ring, one takes it', async () => {
    const { incoming, calls } = await start();
    await incoming({ event: 'newCall', 'user[]': ['Ada', 'Grace'], 'userId[]': ['w0', 'w1'] });
    expect((await calls())[0]?.ringing).toHaveLength(2);
    await incoming({ event: 'answer', user: 'Grace', userId: 'w1' });
    const [call] = await calls();
    expect(call).toMatchObject({ state: 'talking', ringing: [], answeredBy: { name: 'Grace' } });
    expect(call?.everRang).toHaveLength(2);
  });
  it('the same pushes twice, and the answer after the end', async () => {
    const { incoming, calls } = await start();
    for (const _time of [1, 2]) await incoming({ event: 'newCall', ...ada });
    for (const _time of [1, 2]) await incoming({ event: 'hangup', cause: 'normalClearing' });
    await incoming({ event: 'answer', user: 'Ada', userId: 'w0' });
    expect(await calls()).toMatchObject([{ state: 'ended', missed: false }]);
  });
  it('a push that is replayed long after the end rings nobody', async () => {
    const { incoming, calls, pass } = await start();
    await incoming({ event: 'newCall', ...ada });
    await incoming({ event: 'hangup', cause: 'cancel' });
    pass(3_600_000);
    await incoming({ event: 'newCall', ...ada });
    await incoming({ event: 'answer', user: 'Ada', userId: 'w0' });
    expect(await calls()).toMatchObject([{ state: 'ended', endedAt: 1_795_000_000_000 }]);
  });
  it('handed on twice: only the last one, which nobody took, is missed', async () => {
    const { incoming, calls, pass } = await start();
    const step = (fields: Record<string, string | string[]>) => {
      pass(2000);
      return incoming(fields);
    };
    await step({ event: 'newCall', origCallId: 'A', ...ada });
    await step({ event: 'hangup', cause: 'forwarded' });
    const second = { callId: 'B', origCallId: 'A', diversion: '493023125011' };
    await step({ event: 'newCall', ...second, ...grace });
    await step({ event: 'answer', ...second, user: 'Grace', userId: 'w1' });
    const third = { callId: 'C', origCallId: 'A', diversion: '493023125012' };
    await step({ event: 'newCall', ...third, ...ada });
    await step({ event: 'hangup', ...second, cause: 'normalClearing' });
    await step({ event: 'hangup', ...third, cause: 'cancel' });
    const all = await calls();
    const [a, b, c] = ['A', 'B', 'C'].map((id) => all.find(({ nativeId }) => nativeId === id));
    expect([a?.missed, b?.missed, c?.missed]).toEqual([false, false, true]);
    expect([b?.transferredFrom, c?.transferredFrom]).toEqual([a?.id, b?.id]);
    expect([a?.transferredTo, b?.transferredTo]).toEqual([b?.id, c?.id]);
    expect(c?.handedOver?.party).toMatchObject({ name: 'Grace' });
  });
  it('forwarded elsewhere is not missed', async () => {
    const { incoming, calls } = await start();
    await incoming({ event: 'newCall', ...ada });
    await incoming({ event: 'hangup', cause: 'forwarded' });
    expect(await calls()).toMatchObject([{ forwarded: true, missed: false, cause: 'forwarded' }]);
  });
  it('handed over: the second call knows the first, whose end may come later', async () => {
    const { incoming, calls } = await start();
    await incoming({ event: 'newCall', origCallId: 'A', ...ada });
    await incoming({ event: 'answer', user: 'Ada', userId: 'w0' });
    const second = { callId: 'B', origCallId: 'A', diversion: '493023125011' };
    await incoming({ event: 'newCall', ...second, ...grace });
    await incoming({ event: 'answer', ...second, user: 'Grace', userId: 'w1' });
    await incoming({ event: 'hangup', cause: 'forwarded' });
    await incoming({ event: 'hangup', ...second, cause: 'normalClearing' });
    const both = await calls();
    const [first, next] = ['A', 'B'].map((id) => both.find(({ nativeId }) => nativeId === id));
    expect(next?.transferredFrom).toBe(first?.id);
    expect(first).toMatchObject({
      state: 'ended',
      missed: false,
      answeredBy: { name: 'Ada' },
    });
    expect(next).toMatchObject({
      state: 'ended',
      missed: false,
      answeredBy: { name: 'Grace' },
      diversion: { e164: '493023125011' },
    });
  });
  it('blocked: turned away in XML, and its end is still asked for', async () => {
    const { incoming, calls } = await start({
      blocked: [{ number: '0221 4710*', reason: 'busy' }],
    });
    const { status, body } = await incoming({ event: 'newCall', ...ada });
    expect(status).toBe(200);
    expect(readXml(body)).toEqual({
      name: 'Response',
      attributes: {
        onAnswer: `${VENDOR_URL}/pbx/vendor/${VENDOR_SECRET}/in`,
        onHangup: `${VENDOR_URL}/pbx/vendor/${VENDOR_SECRET}/in`,
      },
      children: [{ name: 'Reject', attributes: { reason: 'busy' }, children: [] }],
    });
    await incoming({ event: 'hangup', cause: 'busy' });
    expect(await calls()).toMatchObject([{ blocked: true, missed: false, state: 'ended' }]);
  });
});

describe('outgoing', () => {
  it('answered, with another caller id', async () => {
    const { outgoing, calls } = await start({
      callerIds: { default: '+493055571600', routes: [] },
    });
    const { body } = await outgoing({ event: 'newCall', ...ada });
    expect(readXml(body).children).toMatchObject([
      { name: 'Dial', attributes: { callerId: '493055571600' }, children: [{ name: 'Number' }] },
    ]);
    await outgoing({ event: 'answer' });
    await outgoing({ event: 'hangup', cause: 'normalClearing' });
    expect(await calls()).toMatchObject([
      { direction: 'out', from: { account: 'w0' }, to: { e164: CALLER }, cause: 'normalClearing' },
    ]);
  });
});

describe('a relay that nobody told its public address', () => {
  it('asks for what follows at the address that sipgate called', async () => {
    const { relay } = await start({ publicUrl: undefined });
    const body = form({ event: 'newCall', direction: 'in', from: CALLER, to: LINE, callId: 'A' });
    const path = `/api/v1/sipgate/${VENDOR_SECRET}/in`;
    const ask = async (headers: Record<string, string>) => {
      const response = await fetch(relay.url + path, {
        method: 'POST',
        body,
        headers: { 'x-sipgate-signature': signSipgate(keys.privateKey, body), ...headers },
      });
      return readXml(await response.text()).attributes.onAnswer;
    };
    expect(await ask({})).toBe(relay.url + path);
    const proxied = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'relay.example' };
    expect(await ask(proxied)).toBe(`https://relay.example${path}`);
    const hostile = { 'x-forwarded-proto': 'javascript', 'x-forwarded-host': '"/><x y="' };
    expect(await ask(hostile)).toBe(relay.url + path);
  });
});

describe('the path that Zammad knows', () => {
  it('is answered with itself, and its journal holds no secret', async () => {
    const { relay } = await start();
    const body = form({ event: 'newCall', direction: 'in', from: CALLER, to: LINE, callId: 'A' });
    const path = `/api/v1/sipgate/${VENDOR_SECRET}/in`;
    const response = await fetch(relay.url + path, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-sipgate-signature': signSipgate(keys.privateKey, body),
      },
    });
    expect(readXml(await response.text()).attributes.onAnswer).toBe(VENDOR_URL + path);
    expect(relay.logged()).not.toContain(VENDOR_SECRET);
  });
  it('refuses a wrong signature in XML, and keeps no call', async () => {
    const { relay, calls } = await start();
    const response = await fetch(`${relay.url}/api/v1/sipgate/${VENDOR_SECRET}/in`, {
      method: 'POST',
      body: 'event=newCall&callId=A',
      headers: { 'x-sipgate-signature': 'AAAA' },
    });
    expect(response.status).toBe(401);
    expect(readXml(await response.text()).children).toMatchObject([{ name: 'Error' }]);
    expect(await calls()).toEqual([]);
  });
});

import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../lib/core/call.ts';
import { readXml } from '../../testing/read-xml.ts';
import { testDialect, testRequest } from '../../testing/test-dialect.ts';
import { form } from '../../testing/vendor-relay.ts';
import { sipgate } from './sipgate.ts';
import { SIPGATE_PUBLIC_KEY } from './sipgate-key.ts';
import { readRsaKey, signSipgate } from './sipgate-signature.ts';

function keyPair() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}
const current = keyPair();
const old = keyPair();
const stranger = keyPair();
const BODY = form({ event: 'newCall', from: '492214710334', to: '493023125000', callId: 'a' });
const open = (about = {}) => testDialect(sipgate, { options: { signature: 'off' }, ...about });

describe('signature', () => {
  const dialect = testDialect(sipgate, {
    options: { publicKeys: [current.publicKey, old.publicKey] },
  });
  const receive = (signature: string | undefined, body: string | Uint8Array = BODY) =>
    dialect.receive(
      testRequest(body, {
        headers: signature === undefined ? {} : { 'x-sipgate-signature': signature },
      }),
      1000,
    );

  it('of the key in use and of the one before', async () => {
    expect(await receive(signSipgate(current.privateKey, BODY))).toMatchObject({ ok: true });
    expect(await receive(signSipgate(old.privateKey, BODY))).toMatchObject({ ok: true });
  });
  it('of somebody else, of another body, of garbage', async () => {
    const good = signSipgate(current.privateKey, BODY);
    for (const [signature, body] of [
      [signSipgate(stranger.privateKey, BODY), BODY],
      [good, `${BODY}&from=anonymous`],
      [good, BODY.replace('492214710334', '492214710335')],
      [good.slice(0, -8), BODY],
      ['%%%', BODY],
      ['A'.repeat(9000), BODY],
    ] as const) {
      expect(await receive(signature, body)).toEqual({
        ok: false,
        status: 401,
        reason: 'the signature is wrong',
      });
    }
  });
  it('missing', async () => {
    expect(await receive(undefined)).toMatchObject({ ok: false, status: 401 });
    expect(await receive('')).toMatchObject({ ok: false, status: 401 });
  });
  it('is over bytes: what no text can hold is checked as it came', async () => {
    const bytes = new Uint8Array([...new TextEncoder().encode(`${BODY}&x=`), 0xff, 0xfe, 0x00]);
    const signature = signSipgate(current.privateKey, bytes);
    expect(await receive(signature, bytes)).toMatchObject({ ok: true });
  });
  it('counts for the body only: what the address adds is not read', async () => {
    const received = await dialect.receive(
      testRequest(BODY, {
        headers: { 'x-sipgate-signature': signSipgate(current.privateKey, BODY) },
        query: new URLSearchParams({ direction: 'out', 'user[]': 'Mallory' }),
      }),
      1000,
    );
    expect(received).toMatchObject({ ok: true });
    const [event] = received.ok ? received.events : [];
    expect([event?.direction, event?.targets]).toEqual([undefined, undefined]);
  });
  it("by default is sipgate's own, which nobody here can make", async () => {
    expect(readRsaKey(SIPGATE_PUBLIC_KEY)?.asymmetricKeyDetails).toMatchObject({
      modulusLength: 4096,
    });
    const signed = testRequest(BODY, {
      headers: { 'x-sipgate-signature': signSipgate(current.privateKey, BODY) },
    });
    expect(await testDialect(sipgate).receive(signed, 1000)).toMatchObject({ status: 401 });
  });
  it.each([
    ['no key', { publicKeys: ['not a key'] }],
    ['none', { publicKeys: [] }],
    ['an unknown word', { signature: 'maybe' }],
    ['an unknown setting', { publickeys: [] }],
  ])('options: %s', (_what, options) => {
    expect(() => testDialect(sipgate, { options })).toThrow(/must|is no public/);
  });
});

describe('answer', () => {
  const URL_IN = 'https://relay.example/api/v1/sipgate/secret/in';
  const words = (verdict: Verdict, url: string | undefined = URL_IN, rest = '/in') => {
    const request = { rest, query: new URLSearchParams(), ...(url !== undefined && { url }) };
    const { contentType, body } = open().answer!(verdict, request);
    expect(contentType).toMatch(/^application\/xml/);
    return readXml(body);
  };

  it('nothing special: asks for the events that follow, at the address it was called by', () => {
    expect(words({ action: 'continue' })).toEqual({
      name: 'Response',
      attributes: { onAnswer: URL_IN, onHangup: URL_IN },
      children: [],
    });
  });
  it('below /pbx the same; without an address of its own, the one of the connection', () => {
    const called = 'https://relay.example/pbx/main/secret/out?x=1';
    expect(words({ action: 'continue' }, called, '/out').attributes.onHangup).toBe(
      'https://relay.example/pbx/main/secret/out',
    );
    const request = { rest: '/in', query: new URLSearchParams() };
    expect(open().answer!({ action: 'continue' }, request).body).toContain(
      'onAnswer="https://relay.example/pbx/main/secret/in"',
    );
  });
  it.each(['busy', 'rejected'] as const)('reject: %s', (reason) => {
    expect(words({ action: 'reject', reason }).children).toEqual([
      { name: 'Reject', attributes: { reason }, children: [] },
    ]);
  });
  it('another caller id: digits without plus', () => {
    const verdict: Verdict = { action: 'dial', callerId: '+493055571600', number: '+33140000000' };
    expect(words(verdict).children).toEqual([
      {
        name: 'Dial',
        attributes: { callerId: '493055571600' },
        children: [{ name: 'Number', attributes: {}, children: ['33140000000'] }],
      },
    ]);
  });
  it('hidden instead of another number', () => {
    const verdict: Verdict = { action: 'dial', callerId: 'anonymous', number: '33140000000' };
    expect(words(verdict).children).toMatchObject([{ attributes: { anonymous: 'true' } }]);
  });
  it('refusals are XML, too', () => {
    const refused = open().refuse!(422, '"event" is missing');
    expect(readXml(refused!.body)).toMatchObject({ children: [{ name: 'Error' }] });
  });
});

describe('what it reads', () => {
  it('the address tells the direction that the event leaves out', async () => {
    const [event] = await open().events(BODY, { rest: '/out' });
    expect(event).toMatchObject({ kind: 'new', direction: 'out' });
  });
  it('numbers have a country code however short they are; raw stays as sent', async () => {
    const body = form({ event: 'newCall', callId: 'a', from: '49301234', to: '49116117' });
    const [event] = await open().events(body);
    expect(event).toMatchObject({
      from: { e164: '49301234', raw: '49301234' },
      to: { e164: '49116117', raw: '49116117' },
    });
    const [short] = await open().events(form({ event: 'newCall', callId: 'a', from: '23' }));
    expect(short?.from).toEqual({ raw: '23', extension: '23' });
  });
  it('a user without a name, a name without an id', async () => {
    const body = `${BODY}&direction=in&user[]=&user[]=Grace&userId[]=w0`;
    const [event] = await open().events(body);
    expect(event?.targets).toEqual([{ account: 'w0' }, { raw: 'Grace', name: 'Grace' }]);
  });
  it.each([
    ['event=newCall', '"callId" is missing'],
    ['callId=a', '"event" is missing'],
    ['event=toString&callId=a', 'is none of'],
    ['event=constructor&callId=a', 'is none of'],
    ['', '"event" is missing'],
  ])('%s is refused', async (body, reason) => {
    const received = await open().receive(testRequest(body), 1000);
    expect(received).toMatchObject({ ok: false, status: 422 });
    expect(received.ok ? '' : received.reason).toContain(reason);
  });
});

import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readXml } from '../testing/read-xml.ts';
import { testDialect, testRequest } from '../testing/test-dialect.ts';
import { form } from '../testing/vendor-relay.ts';
import { telnyx } from './telnyx.ts';
import { readEd25519Key, signTelnyx } from './telnyx-signature.ts';

const NOW = 1_795_000_000_000;
function keyPair() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  return {
    shown: Buffer.from(x ?? '', 'base64url').toString('base64'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
}
const current = keyPair();
const old = keyPair();
const stranger = keyPair();
const BODY = form({
  CallSid: 'v3:a',
  CallStatus: 'completed',
  CallbackSource: 'call-progress-events',
  From: '+492214710334',
});

const dialect = testDialect(telnyx, {
  options: { publicKeys: [current.shown, old.shown] },
  clock: () => NOW,
});
function receive(headers: Record<string, string>, body: string | Uint8Array = BODY) {
  return dialect.receive(testRequest(body, { rest: '/status', headers }), NOW);
}
function signed(key: string, ageSeconds = 0, body: string | Uint8Array = BODY) {
  const time = String(NOW / 1000 - ageSeconds);
  return { 'telnyx-signature-ed25519': signTelnyx(key, time, body), 'telnyx-timestamp': time };
}

describe('signature', () => {
  it('of the key in use and of the one before', async () => {
    expect(await receive(signed(current.privateKey))).toMatchObject({ ok: true });
    expect(await receive(signed(old.privateKey))).toMatchObject({ ok: true });
  });
  it('of somebody else, of another body or time, of garbage', async () => {
    const wrong = { ok: false, status: 401, reason: 'the signature is wrong' };
    expect(await receive(signed(stranger.privateKey))).toEqual(wrong);
    expect(await receive(signed(current.privateKey), `${BODY}&To=1`)).toEqual(wrong);
    const later = { ...signed(current.privateKey), 'telnyx-timestamp': String(NOW / 1000 + 1) };
    expect(await receive(later)).toEqual(wrong);
    for (const garbage of ['x', 'A'.repeat(88), '====', 'A'.repeat(9000)]) {
      const headers = { ...signed(current.privateKey), 'telnyx-signature-ed25519': garbage };
      expect(await receive(headers)).toEqual(wrong);
    }
  });
  it('missing, or without its time', async () => {
    const { 'telnyx-timestamp': time, ...alone } = signed(current.privateKey);
    expect(await receive({})).toMatchObject({ status: 401 });
    expect(await receive(alone)).toMatchObject({ status: 401 });
    expect(await receive({ 'telnyx-timestamp': time })).toMatchObject({ status: 401 });
  });
  it('older than five minutes, or from the future', async () => {
    expect(await receive(signed(current.privateKey, 300))).toMatchObject({ ok: true });
    for (const age of [301, -301, 86_400]) {
      const received = await receive(signed(current.privateKey, age));
      expect(received).toMatchObject({ ok: false, status: 401 });
      expect(received.ok ? '' : received.reason).toContain('clocks');
    }
  });
  it('is over bytes', async () => {
    const bytes = new Uint8Array([...new TextEncoder().encode(`${BODY}&x=`), 0xff, 0x00]);
    expect(await receive(signed(current.privateKey, 0, bytes), bytes)).toMatchObject({ ok: true });
  });
});

describe('options', () => {
  it.each([
    [{}],
    [{ publicKeys: [] }],
    [{ publicKeys: ['too short'] }],
    [{ publicKeys: [Buffer.alloc(33).toString('base64')] }],
  ])('%j', (options) => {
    expect(() => testDialect(telnyx, { options })).toThrow(/are missing|32 bytes/);
  });
  it('a key is 32 bytes in base64', () => {
    expect(readEd25519Key(current.shown)?.asymmetricKeyType).toBe('ed25519');
    expect(readEd25519Key('')).toBeUndefined();
  });
});

describe('like Twilio', () => {
  it('a voice URL goes on where it was told to', () => {
    const continueWith = { redirectUrl: 'https://texml.example/next' };
    const open = testDialect(telnyx, { options: { signature: 'off', continueWith } });
    const answer = open.answer!(
      { action: 'continue' },
      { rest: '/voice', query: new URLSearchParams() },
    );
    expect(readXml(answer.body).children).toMatchObject([{ name: 'Redirect' }]);
  });
  it('a time in its own spelling is read', async () => {
    const open = testDialect(telnyx, { options: { signature: 'off' } });
    const Timestamp = '2026-11-18 11:06:38.500000Z';
    const at = Date.parse('2026-11-18T11:06:40Z');
    const [event] = await open.events(`${BODY}&Timestamp=${Timestamp}`, {}, at);
    expect(event?.at).toBe(at - 1500);
  });
});

/** Whole calls of Telnyx, Verimor and DIDWW, through a running relay. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readXml } from '../testing/read-xml.ts';
import { form, startVendorRelay } from '../testing/vendor-relay.ts';
import { signDidww } from './didww-signature.ts';
import { signTelnyx } from './telnyx-signature.ts';

const START = 1_795_000_000_000;
const CALLER = '+492214710334';
const LINE = '+493023125000';

describe('telnyx', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const shown = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const time = String(START / 1000);

  async function start(changes = {}) {
    const vendor = await startVendorRelay(
      'telnyx',
      {
        publicKeys: [shown.toString('base64')],
        continueWith: { redirectUrl: 'https://texml.example/next' },
      },
      {
        changes: { lines: [{ match: LINE, private: false }], ...changes },
        clock: () => START,
        sign: (_rest, body) => ({
          'telnyx-signature-ed25519': signTelnyx(pem, time, body),
          'telnyx-timestamp': time,
        }),
      },
    );
    const base = { CallSid: 'v3:a', From: CALLER, To: LINE };
    const progress = { ...base, CallbackSource: 'call-progress-events', SequenceNumber: '1' };
    return {
      ...vendor,
      voice: () =>
        vendor.post('/voice', form({ ...base, CallStatus: 'ringing', Direction: 'inbound' })),
      status: (fields: Record<string, string>) =>
        vendor.post('/status', form({ ...progress, ...fields })),
    };
  }
  const child = { CallSid: 'v3:b', ParentCallSid: 'v3:a', To: 'sip:23@ours.example' };

  it('answered', async () => {
    const { voice, status, calls } = await start();
    expect(readXml((await voice()).body).children).toMatchObject([{ name: 'Redirect' }]);
    await status({ ...child, CallStatus: 'ringing' });
    await status({ ...child, CallStatus: 'in-progress' });
    await status({ CallStatus: 'completed', HangupSource: 'caller', HangupCause: 'x' });
    expect(await calls()).toMatchObject([
      {
        direction: 'in',
        state: 'ended',
        answeredBy: { extension: '23' },
        cause: 'normalClearing',
        missed: false,
      },
    ]);
  });
  it('blocked', async () => {
    const { voice, calls } = await start({ blocked: [{ number: CALLER, reason: 'busy' }] });
    expect(readXml((await voice()).body).children).toMatchObject([
      { name: 'Reject', attributes: { reason: 'busy' } },
    ]);
    expect(await calls()).toMatchObject([{ blocked: true }]);
  });
});

describe('verimor', () => {
  async function start() {
    let now = START;
    const vendor = await startVendorRelay(
      'verimor',
      {},
      { changes: { homeCountry: 'TR', areaCode: undefined }, clock: () => now },
    );
    return {
      ...vendor,
      async after(seconds: number, fields: Record<string, string>) {
        now += seconds * 1000;
        const base = { call_uuid: 'u1', direction: 'inbound', caller_id_number: '05301234567' };
        return vendor.post('', form({ ...base, destination_number: '1001', ...fields }));
      },
    };
  }
  it('a group: two ring, one takes it', async () => {
    const { after, calls } = await start();
    await after(0, { event_type: 'ringing', dialed_user: '1001', queue: '200' });
    await after(0, { event_type: 'ringing', dialed_user: '1002', queue: '200' });
    expect((await calls())[0]).toMatchObject({ state: 'ringing', queue: { name: '200' } });
    expect((await calls())[0]?.ringing).toHaveLength(2);
    await after(5, { event_type: 'answer', connected_user: '1002', queue: '200' });
    await after(0, { event_type: 'user_hangup', dialed_user: '1001', hangup_cause: 'LOSE_RACE' });
    expect(await calls()).toMatchObject([{ state: 'talking', answeredBy: { extension: '1002' } }]);
    await after(30, { event_type: 'hangup', answered: 'true', duration: '30' });
    expect(await calls()).toMatchObject([
      { from: { e164: '905301234567' }, cause: 'normalClearing', missed: false },
    ]);
  });
  it('missed', async () => {
    const { after, calls } = await start();
    await after(0, { event_type: 'ringing', dialed_user: '1001', caller_id_number: '' });
    await after(9, { event_type: 'hangup', answered: 'false', hangup_cause: 'ORIGINATOR_CANCEL' });
    expect(await calls()).toMatchObject([
      { from: { withheld: true }, state: 'ended', missed: true, cause: 'cancel' },
    ]);
  });
  it('outgoing', async () => {
    const { after, calls } = await start();
    const out = {
      direction: 'outbound',
      caller_id_number: '1001',
      destination_number: '05301234567',
    };
    await after(0, { event_type: 'ringing', ...out });
    await after(4, { event_type: 'answer', ...out });
    await after(10, { event_type: 'hangup', answered: 'true', duration: '10', ...out });
    expect(await calls()).toMatchObject([
      { direction: 'out', from: { extension: '1001' }, cause: 'normalClearing' },
    ]);
  });
});

describe('didww', () => {
  async function start() {
    const vendor = await startVendorRelay(
      'didww',
      { signingSecret: 'secret of the webhook' },
      {
        clock: () => START,
        contentType: 'application/json',
        sign: (_rest, body) => ({
          'x-ps-signature': signDidww('secret of the webhook', START / 1000, body),
        }),
      },
    );
    const tell = (type: string, data = {}) =>
      vendor.post(
        '',
        JSON.stringify({
          id: 'e1',
          type,
          global_tag: 'GT-1',
          data: { direction: 'inbound', from: CALLER, to: LINE, ...data },
        }),
      );
    return { ...vendor, tell };
  }
  it('answered, and its record afterwards', async () => {
    const { tell, calls } = await start();
    await tell('call.started');
    await tell('call.connected', { extension: '101' });
    await tell('call.ended');
    expect((await tell('call.cdr.created')).status).toBe(200);
    expect(await calls()).toMatchObject([
      { state: 'ended', answeredBy: { extension: '101' }, missed: false },
    ]);
  });
  it('missed, delivered twice', async () => {
    const { tell, calls } = await start();
    for (const type of ['call.started', 'call.started', 'call.ended', 'call.ended']) {
      await tell(type);
    }
    expect(await calls()).toMatchObject([{ state: 'ended', missed: true, cause: 'cancel' }]);
  });
  it('unsigned: refused, no call', async () => {
    const { post, calls } = await start();
    const { status } = await post('', '{}', { headers: { 'x-ps-signature': 't=1,v1=a' } });
    expect(status).toBe(401);
    expect(await calls()).toEqual([]);
  });
});

/** Whole calls as Placetel tells them, through a running relay. */
import { describe, expect, it } from 'vitest';
import { readXml } from '../../testing/read-xml.ts';
import { form, startVendorRelay, VENDOR_SECRET } from '../../testing/vendor-relay.ts';
import { signPlacetel } from './placetel-signature.ts';

const CALLER = '02214710334';
const LINE = '03023125000';
const PEER = '7777ada@fpbx.de';
const SIGNING = 'a signing secret';

async function start(changes = {}, options = {}) {
  let now = 1_795_000_000_000;
  const vendor = await startVendorRelay(
    'placetel',
    { signingSecret: SIGNING, ...options },
    {
      changes,
      clock: () => now,
      sign: (_rest, body) => ({ 'x-placetel-signature': signPlacetel(SIGNING, body) }),
    },
  );
  return {
    ...vendor,
    /** Seconds pass, then the event comes. */
    async after(seconds: number, fields: Record<string, string>) {
      now += seconds * 1000;
      const base = { from: CALLER, to: LINE, call_id: 'A', direction: 'in' };
      return vendor.post('', form({ ...base, ...fields }));
    },
    now: () => now,
  };
}
const OUT = { from: LINE, to: CALLER, direction: 'out' };

describe('incoming', () => {
  it('answered by a SIP user', async () => {
    const { after, calls } = await start();
    await after(0, { event: 'IncomingCall' });
    await after(5, { event: 'CallAccepted', peer: PEER });
    await after(60, { event: 'HungUp', type: 'accepted', duration: '60' });
    const [call] = await calls();
    expect(call).toMatchObject({
      direction: 'in',
      from: { e164: '492214710334' },
      answeredBy: { account: PEER },
      cause: 'normalClearing',
      missed: false,
    });
    expect(call!.answeredAt! - call!.startedAt).toBe(5000);
  });
  it('whose CallAccepted was lost is not missed', async () => {
    const { after, calls } = await start();
    await after(0, { event: 'IncomingCall' });
    await after(65, { event: 'HungUp', type: 'accepted', duration: '60' });
    const [call] = await calls();
    expect(call).toMatchObject({ missed: false, cause: 'normalClearing' });
    expect(call!.answeredAt! - call!.startedAt).toBe(5000);
  });
  it('a CallAccepted that overtakes nothing, but comes after the end', async () => {
    const { after, calls } = await start();
    await after(0, { event: 'IncomingCall' });
    await after(65, { event: 'HungUp', type: 'accepted', duration: '60' });
    await after(1, { event: 'CallAccepted', peer: PEER });
    const [call] = await calls();
    expect(call).toMatchObject({ state: 'ended', missed: false, answeredBy: { account: PEER } });
    expect(call!.answeredAt! - call!.startedAt).toBe(5000);
    expect(call!.talkers).toHaveLength(1);
  });
  it('a signed push that is replayed long after the end rings nobody', async () => {
    const { after, calls } = await start();
    await after(0, { event: 'IncomingCall' });
    await after(20, { event: 'HungUp', type: 'missed', duration: '0' });
    await after(3600, { event: 'IncomingCall' });
    expect(await calls()).toMatchObject([{ state: 'ended', missed: true }]);
  });
  it('missed; asked again and again (up to ten tries), it stays one call', async () => {
    const { after, calls } = await start();
    for (let time = 0; time < 10; time++) await after(0.1, { event: 'IncomingCall' });
    await after(20, { event: 'HungUp', type: 'missed', duration: '0' });
    await after(0.1, { event: 'HungUp', type: 'missed', duration: '0' });
    expect(await calls()).toMatchObject([{ state: 'ended', missed: true, cause: 'cancel' }]);
  });
  it('taken by the mailbox: nobody spoke to the caller', async () => {
    const { after, calls } = await start();
    await after(0, { event: 'IncomingCall', from: 'anonymous' });
    await after(30, { event: 'HungUp', from: 'anonymous', type: 'voicemail', duration: '0' });
    expect(await calls()).toMatchObject([
      { from: { withheld: true }, voicemail: true, missed: true, state: 'ended' },
    ]);
  });
  it('blocked by us: turned away each time it is asked', async () => {
    const { after, calls } = await start(
      { blocked: [{ number: '+492214710334', reason: 'busy' }] },
      { continueWith: { routingPlan: '12' } },
    );
    for (let time = 0; time < 3; time++) {
      const { body } = await after(0.1, { event: 'IncomingCall' });
      expect(readXml(body).children).toMatchObject([
        { name: 'Reject', attributes: { reason: 'busy' } },
      ]);
    }
    await after(1, { event: 'HungUp', type: 'blocked', duration: '0' });
    expect(await calls()).toMatchObject([{ blocked: true, missed: false, state: 'ended' }]);
  });
  it('lets others go the way that was configured', async () => {
    const { after } = await start({}, { continueWith: { routingPlan: '12' } });
    const { body } = await after(0, { event: 'IncomingCall' });
    expect(readXml(body).children).toMatchObject([{ name: 'RoutingPlan' }]);
  });
});

describe('outgoing', () => {
  it('the answer is known at the end, and lies before it', async () => {
    const { after, calls, now } = await start();
    await after(0, { event: 'OutgoingCall', peer: PEER, ...OUT });
    expect(await calls()).toMatchObject([{ state: 'ringing', from: { account: PEER } }]);
    await after(100, { event: 'HungUp', type: 'accepted', duration: '95', ...OUT });
    const [call] = await calls();
    expect(call).toMatchObject({ direction: 'out', state: 'ended', cause: 'normalClearing' });
    expect(now() - call!.answeredAt!).toBe(95_000);
    expect(call?.talkers).toHaveLength(1);
  });
  it.each([
    ['busy', 'busy'],
    ['canceled', 'cancel'],
    ['unavailable', 'notFound'],
    ['congestion', 'congestion'],
  ])('%s', async (type, cause) => {
    const { after, calls } = await start();
    await after(0, { event: 'OutgoingCall', peer: PEER, ...OUT });
    await after(4, { event: 'HungUp', type, duration: '0', ...OUT });
    expect(await calls()).toMatchObject([{ state: 'ended', cause, missed: false, talkers: [] }]);
  });
  it('to a colleague is internal, also when the end names SIP users', async () => {
    const { after, calls } = await start();
    await after(0, { event: 'OutgoingCall', peer: PEER, ...OUT, to: '23' });
    const users = { from: PEER, to: '7777grace@fpbx.de' };
    await after(9, { event: 'HungUp', type: 'accepted', duration: '5', ...OUT, ...users });
    expect(await calls()).toMatchObject([{ direction: 'internal', to: { extension: '23' } }]);
  });
});

it('a wrong signature leaves no call; the secret of the address alone is not enough', async () => {
  const { relay, calls } = await start();
  const response = await fetch(`${relay.url}/api/v1/placetel/${VENDOR_SECRET}`, {
    method: 'POST',
    body: form({ event: 'IncomingCall', call_id: 'A' }),
  });
  expect(response.status).toBe(401);
  expect(readXml(await response.text()).children).toMatchObject([{ name: 'Error' }]);
  expect(await calls()).toEqual([]);
});

/** A caller counts as blocked only when the telephone system was told to turn them away. */
import { describe, expect, it } from 'vitest';
import { createCanReject } from './can-reject.ts';
import { readXml } from '../testing/read-xml.ts';
import { form, startVendorRelay } from '../testing/vendor-relay.ts';

const BLOCKED = { blocked: [{ number: '+49 221 4710334', reason: 'busy' as const }] };
const CALLER = '+492214710334';
const LINE = '+493023125000';

describe('PO18: Twilio', () => {
  const parent = (fields: Record<string, string>) =>
    form({ CallSid: 'CA1', Direction: 'inbound', From: CALLER, To: LINE, ...fields });
  const told = (CallStatus: string) =>
    parent({ CallStatus, CallbackSource: 'call-progress-events', SequenceNumber: '0' });

  it('that only reports rings on: not blocked, and missed in the end', async () => {
    const { post, calls } = await startVendorRelay(
      'twilio',
      { signature: 'off' },
      { changes: BLOCKED },
    );
    await post('/status', told('ringing'));
    expect(await calls()).toMatchObject([{ state: 'ringing', blocked: false }]);
    await post('/status', told('no-answer'));
    expect(await calls()).toMatchObject([{ blocked: false, missed: true }]);
  });
  it('that reports before it asks is told to turn the caller away all the same', async () => {
    const options = { signature: 'off', continueWith: { dial: ['client:ada'] } };
    const { post, calls } = await startVendorRelay('twilio', options, { changes: BLOCKED });
    await post('/status', told('ringing'));
    const { body } = await post('/voice', parent({ CallStatus: 'ringing' }));
    expect(readXml(body).children).toMatchObject([{ name: 'Reject' }]);
    expect(await calls()).toMatchObject([{ blocked: true }]);
    await post('/status', told('busy'));
    expect(await calls()).toMatchObject([{ state: 'ended', blocked: true, missed: false }]);
  });
});

describe('PO18: Placetel', () => {
  const push = (event: string, more: Record<string, string> = {}) =>
    form({ event, from: CALLER, to: LINE, direction: 'in', call_id: 'A', ...more });

  it('that only notifies rings on: not blocked, and missed in the end', async () => {
    const { post, calls } = await startVendorRelay('placetel', {}, { changes: BLOCKED });
    const { body } = await post('', push('IncomingCall'));
    expect(readXml(body).children).toEqual([]);
    await post('', push('HungUp', { type: 'missed', duration: '0' }));
    expect(await calls()).toMatchObject([{ blocked: false, missed: true }]);
  });
  it('that lets us decide is told', async () => {
    const options = { continueWith: { group: '12' } };
    const { post, calls } = await startVendorRelay('placetel', options, { changes: BLOCKED });
    const { body } = await post('', push('IncomingCall'));
    expect(readXml(body).children).toMatchObject([{ name: 'Reject' }]);
    expect(await calls()).toMatchObject([{ blocked: true }]);
  });
});

it('PO18: one that is told turns them away, and the call is a blocked one', async () => {
  const { post, calls } = await startVendorRelay('generic', {}, { changes: BLOCKED });
  const { body } = await post('', form({ event: 'newCall', from: CALLER, to: LINE, callId: 'A' }));
  expect(JSON.parse(body)).toMatchObject({ action: 'reject' });
  expect(await calls()).toMatchObject([{ blocked: true }]);
});

it.each([
  ['twilio', { signature: 'off' }, false],
  ['twilio', { signature: 'off', continueWith: { dial: ['client:ada'] } }, true],
  ['telnyx', { signature: 'off' }, false],
  ['placetel', {}, false],
  ['placetel', { continueWith: { group: '12' } }, true],
  ['sipgate', {}, true],
  ['verimor', {}, false],
])('PO18: %s with %j can turn callers away: %s', (dialect, options, able) => {
  expect(createCanReject([{ id: 'x', dialect, options }])('x')).toBe(able);
});

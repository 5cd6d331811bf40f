import { describe, expect, it } from 'vitest';
import { startVendorRelay } from '../../testing/vendor-relay.ts';
import { capabilitiesOf } from '../capabilities.ts';
import { fieldMapping } from './field-mapping.ts';

const OPTIONS = {
  fields: { event: 'state', callId: 'no', from: 'caller', direction: { constant: 'in' } },
  events: { bimmelt: 'new', weg: 'hangup' },
  answers: {
    continue: { body: '{"go":true}' },
    reject: { contentType: 'application/xml', body: '<No why="{reason}"/>' },
    dial: { body: '{"show":"{callerId}","dial":"{number}"}' },
  },
};
const push = (state: string) => JSON.stringify({ state, no: 7, caller: '030 23125741' });

describe('what it can is what the admin worded', () => {
  const rules = {
    blocked: [{ number: '+493023125741', reason: 'busy' as const }],
    callerIds: { default: '+493055571642', routes: [] },
  };
  const { answers, ...unworded } = OPTIONS;
  it('without a wording nobody is blocked, and the call is no blocked call', async () => {
    const vendor = await startVendorRelay('field-mapping', unworded, {
      contentType: 'application/json',
      changes: rules,
    });
    expect((await vendor.post('', push('bimmelt'))).body).toBe('{}');
    expect((await vendor.post('', push('weg'))).body).toBe('{}');
    expect(await vendor.calls()).toMatchObject([{ blocked: false, missed: true }]);
  });
  it('with one it is', async () => {
    const vendor = await startVendorRelay('field-mapping', OPTIONS, {
      contentType: 'application/json',
      changes: rules,
    });
    await vendor.post('', push('bimmelt'));
    expect(await vendor.calls()).toMatchObject([{ blocked: true }]);
  });
  it.each([
    [{}, { reject: false, setCallerId: false }],
    [{ answers }, { reject: true, setCallerId: true }],
    [{ answers: { reject: answers.reject } }, { reject: true, setCallerId: false }],
    [{ answers: { continue: answers.continue } }, { reject: false, setCallerId: false }],
    // The same words as for going on turn nobody away.
    [
      { answers: { continue: { body: 'ok' }, reject: { body: 'ok' } } },
      { reject: false, setCallerId: false },
    ],
  ])('%j', (more, expected) => {
    expect(capabilitiesOf(fieldMapping, { ...unworded, ...more })).toMatchObject(expected);
  });
  it('of options that are wrong: what the dialect can at most', () => {
    expect(capabilitiesOf(fieldMapping, { fields: 5 })).toBe(fieldMapping.capabilities);
  });
});

import metadata from 'libphonenumber-js/max/metadata';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { applyEvent } from '../../lib/core/call-machine.ts';
import type { Call, Party, PbxEvent } from '../../lib/core/call.ts';
import { createPhone } from '../../lib/core/phone.ts';
import type { BlockRule } from '../config.ts';
import { createCanReject } from './can-reject.ts';
import { createDecide, type VerdictRules } from './verdict.ts';

const phone = createPhone(metadata, { homeCountry: 'DE', areaCode: '30' });
const DAY = Date.parse('2027-01-31T12:00:00Z');
const CUSTOMER = '+49 30 609854180';
const BUSY = { action: 'reject', reason: 'busy' };
const CONTINUE = { action: 'continue' };

/** Only what was written, as the barest dialect passes it on. */
function call(direction: Call['direction'], more: Partial<PbxEvent> = {}): Call {
  const event: PbxEvent = { source: 'main', kind: 'new', callId: 'a', at: DAY, direction, ...more };
  return applyEvent(undefined, event, () => 'id').call;
}
const raw = (text: string): Party => ({ raw: text });
const incoming = (from: Party, more: Partial<PbxEvent> = {}) =>
  call('in', { from, to: raw('030 12300'), ...more });
const outgoing = (to: Party, from = raw('23')) => call('out', { from, to });

function decide(rules: Partial<VerdictRules>) {
  return createDecide({ blocked: [], callerIds: { routes: [] }, ...rules }, phone);
}
const block = (...rules: Partial<BlockRule>[]) =>
  decide({ blocked: rules.map((rule) => ({ reason: 'busy', ...rule })) });

describe('PO5: the block list is for incoming calls', () => {
  it.each([
    '+4930609854180',
    '004930609854180',
    '030/609 854 180',
    ' 4930609854180',
    'sip:030609854180@host',
  ])('in whatever spelling: %j', (from) => {
    expect(block({ number: '0049 (0)30 609854-180' })(incoming(raw(from)), DAY)).toEqual(BUSY);
  });
  it.each(['+49306098*', '*54180', '+49*180', '*'])('by %j', (number) => {
    expect(block({ number })(incoming(raw(CUSTOMER)), DAY)).toEqual(BUSY);
    expect(block({ number })(incoming(raw('23')), DAY)).toEqual(CONTINUE);
  });
  it('the first rule that hits gives the reason', () => {
    const both = block({ number: '+4930*', reason: 'rejected' }, { number: CUSTOMER });
    expect(both(incoming(raw(CUSTOMER)), DAY)).toEqual({ action: 'reject', reason: 'rejected' });
  });
  it('leaves outgoing and internal calls alone', () => {
    const all = block({ number: '*' }, { number: '23' }, { anonymous: true });
    expect(all(call('out', { from: raw('23'), to: raw(CUSTOMER) }), DAY)).toEqual(CONTINUE);
    expect(all(call('internal', { from: raw('23'), to: raw('24') }), DAY)).toEqual(CONTINUE);
    expect(all(incoming({}), DAY)).toEqual(CONTINUE);
  });
});

describe('PO6: until the end of a day of the machine', () => {
  afterEach(() => vi.unstubAllEnvs());
  it.each([
    ['UTC', '2027-01-31T23:59:59.999Z', '2027-02-01T00:00:00Z'],
    ['Europe/Berlin', '2027-01-31T22:59:59.999Z', '2027-01-31T23:00:00Z'],
    ['America/New_York', '2027-02-01T04:59:59.999Z', '2027-02-01T05:00:00Z'],
  ])('in %s', (zone, last, over) => {
    vi.stubEnv('TZ', zone);
    const rule = block({ number: CUSTOMER, until: '2027-01-31' });
    expect(rule(incoming(raw(CUSTOMER)), Date.parse(last))).toEqual(BUSY);
    expect(rule(incoming(raw(CUSTOMER)), Date.parse(over))).toEqual(CONTINUE);
  });
  it('also on the day the clock is put forward, which has 23 hours', () => {
    vi.stubEnv('TZ', 'Europe/Berlin');
    const rule = block({ number: CUSTOMER, until: '2027-03-28' });
    expect(rule(incoming(raw(CUSTOMER)), Date.parse('2027-03-28T21:59:59Z'))).toEqual(BUSY);
    expect(rule(incoming(raw(CUSTOMER)), Date.parse('2027-03-28T22:00:00Z'))).toEqual(CONTINUE);
  });
  it('a rule that is over does not hide one behind it', () => {
    const rules = block({ number: CUSTOMER, until: '2026-01-01' }, { number: '+49*' });
    expect(rules(incoming(raw(CUSTOMER)), DAY)).toEqual(BUSY);
  });
});

describe('PO7: of some lines only', () => {
  const own = {
    lines: [{ match: '+49 30 4444', label: 'Sales', private: false }],
    queues: [{ name: 'Support', match: ['+49 30 12300', 'q-7'], agents: [] }],
  };
  const on = (...lines: string[]) =>
    decide({ ...own, blocked: [{ number: CUSTOMER, reason: 'busy', lines }] });
  it.each<[string, Partial<PbxEvent>]>([
    ['030 12300', {}],
    ['+49 30 123*', {}],
    ['support', {}],
    ['Supp*', {}],
    ['+49 30 999', { diversion: raw('030/999') }],
    ['hotline', { queue: { name: 'Hotline' } }],
    ['600', { queue: { id: '600' } }],
    ['support', { to: raw('1'), queue: { id: 'Q-7' } }],
    ['SALES', { to: raw('030 4444') }],
    ['21', { to: raw('21') }],
  ])('%j hits %j', (line, more) => {
    expect(on('nothing', line)(incoming(raw(CUSTOMER), more), DAY)).toEqual(BUSY);
    expect(on('nothing')(incoming(raw(CUSTOMER), more), DAY)).toEqual(CONTINUE);
  });
  it('an empty list is no line at all', () => {
    expect(on()(incoming(raw(CUSTOMER)), DAY)).toEqual(CONTINUE);
  });
});

describe('PO8: who hides the number', () => {
  it('is hit by that rule alone, and hits nobody else', () => {
    const hidden = block({ anonymous: true, reason: 'rejected' });
    expect(hidden(incoming({ withheld: true }), DAY)).toMatchObject({ action: 'reject' });
    expect(hidden(incoming(raw(CUSTOMER)), DAY)).toEqual(CONTINUE);
    expect(hidden(incoming({}), DAY)).toEqual(CONTINUE);
    expect(block({ number: '*' })(incoming({ withheld: true }), DAY)).toEqual(CONTINUE);
    expect(block({ number: 'anonymous' })(incoming({ withheld: true }), DAY)).toEqual(BUSY);
  });
});

describe('PO18: a telephone system that cannot be told to reject', () => {
  it('is not asked to: the call is no blocked call', () => {
    const canReject = createCanReject([
      { id: 'main', dialect: 'generic' },
      { id: 'ami', dialect: 'asterisk' },
      { id: 'old', dialect: 'of another version' },
    ]);
    const blocked = [{ number: CUSTOMER, reason: 'busy' as const }];
    const rules = () => ({ blocked: ['4930609854181'], routes: [] });
    const given = { blocked, callerIds: { default: '030 55571600', routes: [] } };
    const decided = createDecide(given, phone, rules, canReject);
    const from = (source: string, text: string) => decided({ ...incoming(raw(text)), source }, DAY);
    for (const text of [CUSTOMER, '+4930609854181']) {
      expect(from('main', text)).toEqual(BUSY);
      for (const source of ['ami', 'old', 'unknown']) expect(from(source, text)).toEqual(CONTINUE);
    }
  });
});

describe('PO9: caller ids by destination', () => {
  const rules = decide({
    callerIds: {
      default: '030 55571600',
      routes: [
        { dest: '0033*', callerId: '+33 1 40000000' },
        { dest: '+49 (0)30 609854180', callerId: '(030) 5557-1642' },
        { dest: '+49 30*', callerId: '+493055571699' },
      ],
    },
  });
  const dial = (callerId: string, number: string) => ({ action: 'dial', callerId, number });
  it.each([
    ['+33 1 40200000', '33140000000', '33140200000'],
    ['0033140200000', '33140000000', '33140200000'],
    ['030 609854180', '493055571642', '4930609854180'],
    ['5557 1601', '493055571699', '493055571601'],
    ['+41 44 668 18 00', '493055571600', '41446681800'],
  ])('%s', (to, callerId, number) => {
    expect(rules(outgoing(raw(to)), DAY)).toEqual(dial(callerId, number));
  });
  it('nothing without a rule, nor for incoming and internal calls', () => {
    expect(decide({})(outgoing(raw(CUSTOMER)), DAY)).toEqual(CONTINUE);
    expect(rules(incoming(raw(CUSTOMER)), DAY)).toEqual(CONTINUE);
    expect(rules(call('internal', { from: raw('23'), to: raw('24') }), DAY)).toEqual(CONTINUE);
    expect(rules(outgoing({}), DAY)).toEqual(CONTINUE);
  });
});

describe('PO10: internal destinations and service codes', () => {
  const rules = decide({
    callerIds: { default: '+493055571600', routes: [{ dest: '11833', callerId: '+4930999' }] },
  });
  it.each(['24', '*21#', '*21*030609854180#', 'Carla', 'sip:carla@host', '+49*'])('%s', (to) => {
    expect(rules(outgoing(raw(to)), DAY)).toEqual(CONTINUE);
  });
  it('one that a route names', () => {
    expect(rules(outgoing(raw('11833')), DAY)).toMatchObject({ action: 'dial', number: '11833' });
  });
});

describe('PO11: emergency calls are left alone', () => {
  const rules = decide({
    blocked: [
      { number: '*', reason: 'busy' },
      { number: '112', reason: 'busy' },
    ],
    callerIds: {
      default: '+493055571600',
      routes: [
        { dest: '112', callerId: '+4930999' },
        { dest: '*', callerId: '+4930999' },
      ],
    },
  });
  it.each(
    '110 112 911 999 000 0110 0112 9911 00112 +49112 0049110 +1911 144 118 117 997 111 +44999 tel:112 sip:112@host 1-1-2 (112) 116117 0116117 +49116117 0049116123 118833'.split(
      ' ',
    ),
  )('%s', (number) => {
    expect(rules(outgoing(raw(number)), DAY)).toEqual(CONTINUE);
    expect(rules(incoming(raw(number)), DAY)).toEqual(CONTINUE);
  });
  it('also where the telephone system is one in which 112 is no internal number', () => {
    const wide = createPhone(metadata, {
      homeCountry: 'DE',
      areaCode: '30',
      extensions: /^[2-9]\d$/,
    });
    const party = { raw: '112', ...wide.read('112') };
    const { e164 } = party;
    expect(rules(outgoing({ raw: '112', ...(e164 !== undefined && { e164 }) }), DAY)).toEqual(
      CONTINUE,
    );
  });
  it('not a customer whose number ends so', () => {
    expect(rules(outgoing(raw('+4930609854112')), DAY)).toMatchObject({ action: 'dial' });
    expect(rules(outgoing(raw('030609112')), DAY)).toMatchObject({ action: 'dial' });
  });
});

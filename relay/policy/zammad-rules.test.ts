import metadata from 'libphonenumber-js/max/metadata';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { applyEvent } from '../../lib/core/call-machine.ts';
import { createPhone } from '../../lib/core/phone.ts';
import { createDecide, type VerdictRules } from './verdict.ts';
import { readZammadRules, settingsSchema, type ZammadRules } from './zammad-rules.ts';

const phone = createPhone(metadata, { homeCountry: 'DE', areaCode: '30' });
const CONTINUE = { action: 'continue' };
const BUSY = { action: 'reject', reason: 'busy' };

const setting = (name: string, value: unknown) => ({ name, state_current: { value } });
const inbound = (...numbers: unknown[]) => ({
  inbound: { block_caller_ids: numbers.map((caller_id) => ({ caller_id, note: '' })) },
});
const outbound = (table: [dest: string, callerId: string][], fallback = '') => ({
  outbound: {
    routing_table: table.map(([dest, caller_id]) => ({ dest, caller_id, note: '' })),
    default_caller_id: fallback,
  },
});
/** As Zammad answers, which tells far more of each setting. */
function read(...settings: object[]): ZammadRules | undefined {
  const all = [setting('fqdn', 'zammad.example'), ...settings];
  return readZammadRules(
    v.parse(
      settingsSchema,
      all.map((one) => ({ id: 1, area: 'x', ...one })),
    ),
  );
}
function decide(zammad: ZammadRules, own: Partial<VerdictRules> = {}) {
  return createDecide({ blocked: [], callerIds: { routes: [] }, ...own }, phone, () => zammad);
}
function call(direction: 'in' | 'out' | 'internal', other: string) {
  const event = { source: 'main', kind: 'new', callId: 'a', at: 1, direction } as const;
  const customer = phone.read(other).withheld ? { withheld: true } : { raw: other };
  const ours = { raw: '030 12300' };
  const sides = direction === 'in' ? { from: customer, to: ours } : { from: ours, to: customer };
  return applyEvent(undefined, { ...event, ...sides }, () => 'id').call;
}
const rules = (more: Partial<ZammadRules>): ZammadRules => ({ blocked: [], routes: [], ...more });

describe('PO13: Zammad’s rules are obeyed after ours', () => {
  it('of the integrations that are switched on, in their order', () => {
    const config = (n: number) => ({
      ...inbound(`493000000${n}`),
      ...outbound([[`4${n}*`, `4930${n}`]], `49301${n}`),
    });
    const all = [1, 2, 3].map((n) => [['cti', 'sipgate', 'placetel'][n - 1], config(n)] as const);
    const on = (...names: string[]) =>
      read(
        ...all.flatMap(([name, value]) => [
          setting(`${name}_config`, value),
          setting(`${name}_integration`, names.includes(name ?? '')),
        ]),
      );
    expect(on('placetel', 'cti')).toEqual({
      blocked: ['4930000001', '4930000003'],
      routes: [
        { dest: '41*', callerId: '49301' },
        { dest: '43*', callerId: '49303' },
      ],
      default: '493011',
    });
    expect(on()).toEqual({ blocked: [], routes: [] });
  });
  it('a block of either blocks; the reason is of ours when both do', () => {
    const zammads = rules({ blocked: ['4930609854180'] });
    expect(decide(zammads)(call('in', '030 609854180'), 1)).toEqual(BUSY);
    const blocked = [{ number: '+4930*', reason: 'rejected' as const }];
    const both = decide(zammads, { blocked });
    expect(both(call('in', '030 609854180'), 1)).toMatchObject({ reason: 'rejected' });
    expect(both(call('in', '030 999999'), 1)).toMatchObject({ reason: 'rejected' });
    expect(decide(zammads)(call('in', '030 999999'), 1)).toEqual(CONTINUE);
    expect(decide(zammads)(call('out', '030 609854180'), 1)).toEqual(CONTINUE);
    expect(decide(zammads)(call('internal', '030 609854180'), 1)).toEqual(CONTINUE);
  });
  it('a route or a default of ours wins', () => {
    const zammads = rules({
      routes: [{ dest: '33*', callerId: '33140000000' }],
      default: '4930777000000',
    });
    const shown = (to: string, own?: VerdictRules['callerIds']) => {
      const verdict = decide(zammads, own && { callerIds: own })(call('out', to), 1);
      return verdict.action === 'dial' ? verdict.callerId : verdict.action;
    };
    expect(shown('+33 1 40200000')).toBe('33140000000');
    expect(shown('+41 44 6681800')).toBe('4930777000000');
    const routes = [{ dest: '+33*', callerId: '+33 1 99999999' }];
    expect(shown('+33 1 40200000', { routes })).toBe('33199999999');
    expect(shown('+41 44 6681800', { routes })).toBe('4930777000000');
    expect(shown('+33 1 40200000', { routes: [], default: '030 111111' })).toBe('4930111111');
  });
  it('an emergency call is left alone', () => {
    const zammads = rules({ blocked: ['112'], default: '4930777000000' });
    expect(decide(zammads)(call('out', '112'), 1)).toEqual(CONTINUE);
    expect(decide(zammads)(call('in', '112'), 1)).toEqual(CONTINUE);
  });
  it('new rules count from the next call on', () => {
    let now = rules({});
    const changing = createDecide({ blocked: [], callerIds: { routes: [] } }, phone, () => now);
    expect(changing(call('in', '030 609854180'), 1)).toEqual(CONTINUE);
    now = rules({ blocked: ['4930609854180'] });
    expect(changing(call('in', '030 609854180'), 1)).toEqual(BUSY);
    now = rules({});
    expect(changing(call('in', '030 609854180'), 1)).toEqual(CONTINUE);
  });
});

describe('PO14: Zammad’s meaning, on numbers as we read them', () => {
  it.each(['4930609854180', '+49 30 609854180', '0049 30 609854180', '030/609854180'])(
    'blocked as %j',
    (number) => {
      expect(decide(rules({ blocked: [number] }))(call('in', '+4930609854180'), 1)).toEqual(BUSY);
    },
  );
  it('short ones too, which would be local numbers elsewhere', () => {
    const short = rules({ blocked: ['49301234567'], default: '493012345' });
    expect(decide(short)(call('in', '+49 30 1234567'), 1)).toEqual(BUSY);
    expect(decide(short)(call('out', '030 609854180'), 1)).toMatchObject({ callerId: '493012345' });
  });
  it('a star in a block row hits nothing, as in Zammad', () => {
    const starred = decide(rules({ blocked: ['*', '4930*', '+49*'] }));
    expect(starred(call('in', '+4930609854180'), 1)).toEqual(CONTINUE);
  });
  it('`anonymous`, which the relay tells Zammad of hidden callers, hits them', () => {
    expect(decide(rules({ blocked: ['anonymous'] }))(call('in', ''), 1)).toEqual(BUSY);
    expect(decide(rules({ blocked: ['0', '493'] }))(call('in', ''), 1)).toEqual(CONTINUE);
  });
  it.each(['49*', '0049*', '+49*', '0*'])('%j is any number of Germany', (dest) => {
    const routed = decide(rules({ routes: [{ dest, callerId: '49307770000' }] }));
    expect(routed(call('out', '030 609854180'), 1)).toMatchObject({ callerId: '49307770000' });
    expect(routed(call('out', '+41 44 6681800'), 1)).toEqual(CONTINUE);
  });
  it('a star needs a character, and nothing is a regular expression', () => {
    const one = (dest: string) => decide(rules({ routes: [{ dest, callerId: '49307770000' }] }));
    const to = call('out', '030 609854180');
    expect(one('4930609854180*')(to, 1)).toEqual(CONTINUE);
    expect(one('493060985418*')(to, 1)).toMatchObject({ action: 'dial' });
    expect(one('49(30|40)*')(to, 1)).toEqual(CONTINUE);
    expect(one('49[3]06098541+80')(to, 1)).toEqual(CONTINUE);
  });
});

describe('PO16: what Zammad leaves out or tells oddly', () => {
  it('no integration among the settings is no answer, not "no rules"', () => {
    expect(read()).toBeUndefined();
    expect(read(setting('cti_config', inbound('493')))).toBeUndefined();
    expect(read(setting('cti_integration', false))).toEqual({ blocked: [], routes: [] });
  });
  it.each<[string, unknown]>([
    ['null', null],
    ['empty', {}],
    ['text', 'x'],
    ['list', []],
    ['no rows', { inbound: null, outbound: { routing_table: 'x', default_caller_id: 5 } }],
  ])('configuration that is %s', (_name, value) => {
    const odd = read(setting('cti_integration', true), setting('cti_config', value));
    expect(odd?.blocked).toEqual([]);
    expect(odd?.routes).toEqual([]);
  });
  it('odd rows are left out, the others count', () => {
    const value = {
      inbound: {
        block_caller_ids: [
          null,
          1,
          [],
          { caller_id: ' ' },
          { caller_id: ' 49301 ' },
          { caller_id: 49302 },
          { caller_id: '49301' },
          { caller_id: 'x'.repeat(101) },
        ],
      },
      outbound: {
        routing_table: {
          0: { dest: '49*', caller_id: '4930' },
          1: { dest: '49*' },
          2: { caller_id: '1' },
        },
        default_caller_id: ' ',
      },
    };
    expect(read(setting('cti_integration', true), setting('cti_config', value))).toEqual({
      blocked: ['49301', '49302'],
      routes: [{ dest: '49*', callerId: '4930' }],
    });
  });
  it('no configuration makes reading throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const odd = read(setting('cti_integration', true), setting('cti_config', value));
        expect(odd).toBeDefined();
        decide(odd ?? rules({}))(call('out', '030 609854180'), 1);
      }),
    );
  });
});

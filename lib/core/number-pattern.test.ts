import metadata from 'libphonenumber-js/metadata.max.json' with { type: 'json' };
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Party } from './call.ts';
import { numberPattern } from './number-pattern.ts';
import { createPhone } from './phone.ts';

const phone = createPhone(metadata as never, { homeCountry: 'DE', areaCode: '30' });
const swiss = createPhone(metadata as never, { homeCountry: 'CH' });
/** As a dialect reads it. */
function party(raw: string, by = phone): Party {
  const { e164, extension, withheld } = by.read(raw);
  if (withheld) return { withheld: true };
  return {
    raw,
    ...(e164 !== undefined && { e164 }),
    ...(extension !== undefined && { extension }),
  };
}
const hits = (rule: string, raw: string) => numberPattern(rule, phone)(party(raw));

const SPELLINGS = [
  '+4930609854180',
  '004930609854180',
  '4930609854180',
  '030609854180',
  '+49 (0)30 609854-180',
  ' 4930609854180',
  '030/609854180',
  'sip:+4930609854180@host;user=phone',
];

describe('PO1: a number is itself in any spelling', () => {
  it.each(SPELLINGS)('rule %j hits every spelling', (rule) => {
    expect(SPELLINGS.filter((raw) => !hits(rule, raw))).toEqual([]);
    expect(hits(rule, '+4930609854181')).toBe(false);
    expect(hits(rule, '+493060985418')).toBe(false);
  });
  it.each([
    ['23', { extension: '23' }, true],
    ['23', { account: 'PJSIP/23', raw: 'PJSIP/23', extension: '23' }, true],
    ['PJSIP/23', { extension: '23' }, true],
    ['23', { extension: '231' }, false],
    ['Support', { raw: 'support' }, true],
    ['support ', { name: 'SUPPORT' }, true],
    ['Große Halle', { name: 'GROSSE halle' }, false],
    ['große halle', { name: 'GROßE HALLE' }, true],
    ['1 23456 78901 23456 78901', { raw: '123456789012345678901' }, true],
    ['Unknown', { withheld: true }, true],
    ['unterdrückt', { withheld: true }, false],
    ['private', { name: 'Private' }, true],
    ['0', { withheld: true }, false],
    ['   ', { raw: '   ' }, false],
    ['', {}, false],
  ] as [string, Party, boolean][])('%j and %j: %s', (rule, is, expected) => {
    expect(numberPattern(rule, phone)(is)).toBe(expected);
  });
});

describe('PO2: a star stands for any text at any place', () => {
  it.each([
    ['+49900*', '+49900123456', true],
    ['0900*', '+49900123456', true],
    ['0900*', '0041900123456', false],
    ['49900*', '0900 123456', true],
    ['0049 (0)900 *', '0900 123456', true],
    ['+49900*', '+4989012345', false],
    ['*180', '030 609854180', true],
    ['*180', '030 609854181', false],
    ['+49*180', '+4930609854180', true],
    ['+43*180', '+4930609854180', false],
    ['+49*609*180', '+4930609854180', true],
    ['*609*', '+4930609854180', true],
    ['*', '+4930609854180', true],
    ['0*', '+4930609854180', true],
    ['0*', '+41446681800', false],
    // Overlapping parts are no hit: each digit counts once.
    ['+49306098541*4180', '+493060985418', false],
    // A dot is no joker and a plus no repetition.
    ['+4.*', '+4930609854180', true],
    ['+1.5*', '+1265123456', false],
  ])('%j and %j: %s', (rule, raw, expected) => {
    expect(hits(rule, raw)).toBe(expected);
  });
  it('national ones belong to the home country', () => {
    const rule = numberPattern('044*', swiss);
    expect(rule(party('+41 44 668 18 00', swiss))).toBe(true);
    expect(rule(party('+49 44 66818001', swiss))).toBe(false);
  });
  it.each([
    ['IT', '06*', '+39 06 69812345', true],
    ['IT', '06*', '+39 333 1234567', false],
    ['AT', '0900*', '+43 900 123456', true],
    ['FR', '08*', '+33 892 70 00 00', true],
    ['GB', '09*', '+44 909 879 0000', true],
    ['NL', '0900*', '+31 900 1234', true],
    ['US', '0*', '+1 212 555 0100', false],
  ] as const)('in %s %s and %s: %s', (homeCountry, rule, raw, expected) => {
    const there = createPhone(metadata as never, { homeCountry });
    expect(numberPattern(rule, there)(party(raw, there))).toBe(expected);
  });
  it('`+49*`, `0049*`, `49*` are one rule for any number', () => {
    const rules = ['+49*', '0049*', '49*', ' 0049 *'].map((rule) => numberPattern(rule, phone));
    fc.assert(
      fc.property(fc.stringMatching(/^(\+|00|0|)[1-9]\d{5,13}$/), (raw) => {
        const is = party(raw);
        expect(new Set(rules.map((rule) => rule(is))).size).toBe(1);
      }),
    );
  });
  it('may need one character, as in Zammad', () => {
    const zammads = numberPattern('4930609854180*', phone, { starNeeds: 1 });
    expect(zammads(party('+4930609854180'))).toBe(false);
    expect(zammads(party('+49306098541801'))).toBe(true);
    expect(hits('4930609854180*', '+4930609854180')).toBe(true);
    const middle = numberPattern('49*30*180', phone, { starNeeds: 1 });
    expect(middle(party('+4930609854180'))).toBe(false);
  });
});

describe('PO3: a star hits no internal number and no hidden caller', () => {
  it.each(['*', '2*', '*3', '0*', '+*'])('%j', (rule) => {
    expect(numberPattern(rule, phone)({ extension: '23', raw: '23' })).toBe(false);
    expect(numberPattern(rule, phone)({ withheld: true })).toBe(false);
    expect(numberPattern(rule, phone)({})).toBe(false);
  });
  it.each(['+*', '00*', '+ *'])('%j says nothing', (rule) => {
    expect(SPELLINGS.some((raw) => hits(rule, raw))).toBe(false);
  });
});

describe('PO4: names with a star', () => {
  it.each([
    ['support*', { raw: 'Support-DE' }, true],
    ['*line', { name: 'Hotline' }, true],
    ['support*', { raw: 'our support' }, false],
    ['spam*', { e164: '4930609854180', name: 'SPAM Likely' }, true],
  ] as [string, Party, boolean][])('%j and %j: %s', (rule, is, expected) => {
    expect(numberPattern(rule, phone)(is)).toBe(expected);
  });
  it('many stars on a long text are no work', () => {
    const rule = numberPattern(`${'a*'.repeat(200)}b`, phone);
    const from = performance.now();
    for (let n = 0; n < 200; n++) expect(rule({ name: 'a'.repeat(2_000) })).toBe(false);
    expect(performance.now() - from).toBeLessThan(500);
  });
  it('no rule and no party makes it throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[+0*(). -]{0,8}\d{0,6}\*?$/)),
        fc.record(
          { raw: fc.string(), e164: fc.stringMatching(/^\d{3,15}$/), name: fc.string() },
          { requiredKeys: [] },
        ),
        (rule, is) => {
          expect([true, false]).toContain(numberPattern(rule, phone)(is));
        },
      ),
    );
  });
});

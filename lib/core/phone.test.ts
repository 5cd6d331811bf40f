import metadataMax from 'libphonenumber-js/metadata.max.json' with { type: 'json' };
import metadataMin from 'libphonenumber-js/metadata.min.json' with { type: 'json' };
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPhone } from './phone.ts';

const phone = createPhone(metadataMax as never, { homeCountry: 'DE' });
const berlin = createPhone(metadataMax as never, { homeCountry: 'DE', areaCode: '30' });
const paris = createPhone(metadataMax as never, { homeCountry: 'FR' });
const small = createPhone(metadataMin as never, { homeCountry: 'DE' });

describe('PH1: every usual spelling of one number is one number', () => {
  const spellings = [
    '4930609854180',
    '+4930609854180',
    '004930609854180',
    '030609854180',
    '+49 (0)30 609854-180',
    '+49(0)30609854180',
    '0049 30 609854 180',
    '0049 (0) 30 609854180',
    '030/609854180',
    '030 / 609 854-180',
    '030.609854180',
    '(030) 609854180',
    '+49030609854180',
    '+49 30 609854180',
    ' 4930609854180',
    'tel:+49030609854180',
    'tel:+49-30-609854180',
    'tel:+4930609854180;phone-context=x',
    'sip:+4930609854180@pbx.example',
    '\u200e+49 30 609854180',
    '+49\u00a030\u00a0609854180',
    '+４９３０６０９８５４１８０',
    '030–609854180',
  ];
  it.each(spellings)('%j', (text) => {
    expect(phone.read(text)).toMatchObject({ e164: '4930609854180', withheld: false, valid: true });
    expect(small.read(text).e164).toBe('4930609854180');
  });
});

describe('PH2: withheld', () => {
  it.each([
    '',
    '  ',
    'anonymous',
    'Anonymous',
    'RESTRICTED',
    'unknown',
    '<unknown>',
    '0',
    '2666687',
  ])('%j hides the caller', (text) => {
    expect(phone.read(text)).toEqual({ withheld: true, valid: false });
  });
});

describe('PH3: internal numbers are never made into customers', () => {
  it.each([
    ['23', '23'],
    ['150', '150'],
    ['PJSIP/23', '23'],
    ['PJSIP/23-0000001f', '23'],
    ['sip:23@host', '23'],
  ])('%j is extension %s', (text, extension) => {
    expect(phone.read(text)).toEqual({ extension, withheld: false, valid: false });
  });
  it('follows the configured pattern', () => {
    const own = createPhone(metadataMax as never, { homeCountry: 'DE', extensions: /^7\d{5}$/ });
    expect(own.read('712345').extension).toBe('712345');
  });
});

describe('PH4: home country and area code', () => {
  it('reads national numbers by the home country', () => {
    expect(paris.read('01 40 00 00 00').e164).toBe('33140000000');
    expect(phone.read('0172 1234567').e164).toBe('491721234567');
  });
  it('reads a local number only where an area code is set', () => {
    expect(berlin.read('23125741').e164).toBe('493023125741');
    expect(phone.read('23125741')).toEqual({ withheld: false, valid: false });
  });
  it('reads foreign numbers whatever the home country', () => {
    expect(phone.read('+1 213 373 4253').e164).toBe('12133734253');
    expect(phone.read('0041 44 668 18 00').e164).toBe('41446681800');
    expect(phone.read('+39 06 12345678').e164).toBe('390612345678');
  });
});

describe('PH5: what is no number stays none', () => {
  it.each(['support', '*31#', 'javascript:alert(1)', '++49', '1.2.3.4x', '+', 'a'.repeat(5000)])(
    '%.20j',
    (text) => {
      expect(phone.read(text)).toEqual({ withheld: false, valid: false });
    },
  );
  it('never throws and answers within its form', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 120, unit: 'binary' }), (text) => {
        const read = phone.read(text);
        if (read.e164 !== undefined) expect(read.e164).toMatch(/^[1-9]\d{4,16}$/);
        if (read.extension !== undefined) expect(read.e164).toBeUndefined();
      }),
    );
  });
});

describe('PH6: display, sameness, spellings', () => {
  it('shows the international format', () => {
    expect(phone.display('4930609854180')).toBe('+49 30 609854180');
    expect(phone.display('999')).toBe('+999');
  });
  it('compares spellings', () => {
    expect(phone.same('+49 (0)30 609854-180', '030/609854180')).toBe(true);
    expect(phone.same('030/609854180', '030/609854181')).toBe(false);
    expect(phone.same('anonymous', 'anonymous')).toBe(false);
  });
  it('spells for search, without doubles', () => {
    const list = phone.spellings('4930609854180');
    expect(list).toContain('4930609854180');
    expect(list).toContain('609854180');
    expect(list).toContain('030609854180');
    expect(new Set(list).size).toBe(list.length);
  });
  it('reads back what it displays', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000_000, max: 99_999_999 }), (n) => {
        const e164 = `4930${n}`;
        expect(phone.read(phone.display(e164)).e164).toBe(e164);
        for (const text of phone.spellings(e164).slice(2, 5)) {
          expect(phone.read(text).e164).toBe(e164);
        }
      }),
    );
  });
});

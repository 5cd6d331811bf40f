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
    'sip:+4930609854180@192.0.2.1:5060;user=phone',
    'sips:030609854180@pbx.example;transport=tls',
    '"Erika Muster" <sip:+4930609854180@pbx.example>;tag=1',
    '<+4930609854180>',
    'Erika <030 609854180>',
    'tel:609854180;phone-context=+4930',
    'tel:+49-30-609854180;ext=12',
    '%2B4930609854180',
    '+004930609854180',
    '+030609854180',
    '49 (0) 30 609854180',
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

it('PH1: eight digits behind a hyphen are part of the number, not a channel of Asterisk', () => {
  expect(phone.read('0151-23456789').e164).toBe('4915123456789');
  expect(phone.read('23-0000001f')).toMatchObject({ extension: '23' });
  expect(phone.read('SIP/23-12345678')).toMatchObject({ extension: '23' });
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
    '266696687',
    '+266696687',
    '+7378742833',
    '+2562533',
    '+8656696',
    '+86282452253',
    'anonymous@anonymous.invalid',
    '"Anonymous" <sip:anonymous@anonymous.invalid>',
    'sip:unavailable@192.0.2.1;user=phone',
    'Unbekannt',
    'withheld',
    'private',
    'blocked',
    'unavailable',
    ' <Unknown> ',
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
    ['"Alice Agent" <sip:23@pbx.example>', '23'],
    ['<sip:23@pbx.example;transport=ws>;expires=60', '23'],
    ['tel:23;phone-context=pbx.example', '23'],
    ['+23', '23'],
  ])('%j is extension %s', (text, extension) => {
    expect(phone.read(text)).toEqual({ extension, withheld: false, valid: false });
  });
  it('follows the configured pattern', () => {
    const own = createPhone(metadataMax as never, { homeCountry: 'DE', extensions: /^7\d{5}$/ });
    expect(own.read('712345').extension).toBe('712345');
  });
});

describe('PH7: a digit for the outside line', () => {
  const zero = createPhone(metadataMax as never, {
    homeCountry: 'DE',
    areaCode: '30',
    outsideLine: '0',
  });
  const nine = createPhone(metadataMax as never, { homeCountry: 'DE', outsideLine: '9' });
  it.each([
    ['0030609854180', '4930609854180'],
    ['0 030 609854180', '4930609854180'],
    ['000491721234567', '491721234567'],
    ['00012133734253', '12133734253'],
    // What is a number as it stands stays that number.
    ['030609854180', '4930609854180'],
    ['004930609854180', '4930609854180'],
    ['+4930609854180', '4930609854180'],
    ['4930609854180', '4930609854180'],
    ['0012133734253', '12133734253'],
  ])('0: %j', (text, e164) => {
    expect(zero.read(text).e164).toBe(e164);
  });
  it.each([
    ['9030609854180', '4930609854180'],
    ['90049 30 609854180', '4930609854180'],
    ['905321234567', '905321234567'],
  ])('9: %j', (text, e164) => {
    expect(nine.read(text).e164).toBe(e164);
  });
  it('is never taken off an internal number', () => {
    expect(zero.read('0110').extension).toBe('0110');
    expect(nine.read('9').e164).toBeUndefined();
  });
  it('stays where no digit is configured', () => {
    expect(berlin.read('0030609854180').valid).toBe(false);
  });
});

describe('PH8: main number and internal number in one', () => {
  const own = createPhone(metadataMax as never, {
    homeCountry: 'DE',
    extensions: /^\d{2,3}$/,
    heads: ['030 12300', '+49 30 123004', 'nonsense', ''],
  });
  it.each([
    ['493012300150', '150'],
    ['030 12300-23', '23'],
    ['+49 (0)30 12300 23', '23'],
    // The longer main number knows better.
    ['4930123004 23', '23'],
  ])('%j is extension %s', (text, extension) => {
    expect(own.read(text)).toEqual({ extension, withheld: false, valid: false });
  });
  it.each([
    ['493012300', '493012300'],
    ['030 12300-0', '4930123000'],
    ['4930123001234', '4930123001234'],
    ['0172 1234567', '491721234567'],
  ])('%j is the line %s itself', (text, e164) => {
    expect(own.read(text).e164).toBe(e164);
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

describe('PH9: internal numbers written behind a number', () => {
  const vienna = createPhone(metadataMax as never, { homeCountry: 'AT' });
  const la = createPhone(metadataMax as never, { homeCountry: 'US' });
  it.each([
    [phone, '030 609854-0 Durchwahl 180', '4930609854180'],
    [phone, '030 609854 Durchwahl 180', '4930609854180'],
    [phone, '030 609854-0, DW: 180', '4930609854180'],
    [phone, '+49 (0)30 609854 - 0 (App. 180)', '4930609854180'],
    [phone, '030/609854-0 x180', '4930609854180'],
    [vienna, '01 51433 Klappe 12', '4315143312'],
  ])('is dialled through: %#', (of, text, e164) => {
    expect(of.read(text)).toMatchObject({ e164, valid: true });
  });
  it.each([
    [la, '(213) 373-4253 ext. 12', '12133734253'],
    [la, '213-373-4253x12', '12133734253'],
    [paris, '01 40 20 50 50 poste 12', '33140205050'],
    // A direct number already, or a mobile: too long to be dialled in one.
    [phone, '030 609854180 ext. 12', '4930609854180'],
    [phone, '0171 1234567 x12', '491711234567'],
    // With or without its last 0? Not known, so the number as it stands.
    [phone, '0306098540 DW 180', '49306098540'],
    [phone, 'tel:+49-30-609854180;ext=12', '4930609854180'],
  ])('belongs to no number: %#', (of, text, e164) => {
    expect(of.read(text).e164).toBe(e164);
  });
  it.each(['ext. 12', 'DW 180', 'x', 'Raum 12 x3', 'support x12'])('%j is no number', (text) => {
    expect(phone.read(text).e164).toBeUndefined();
  });
});

describe('PH10: what people put between digits, and cannot see', () => {
  it.each([
    '030\u2212609854\u2212180',
    '030\u00b7609854\u00b7180',
    '030_609854~180',
    '030\u200b609854\u00ad180',
    '+49 [0]30 609854180',
    '(0)30 609854180',
  ])('%j', (text) => expect(phone.read(text).e164).toBe('4930609854180'));
});

describe('PH11: plans that keep the zero, and plans without one', () => {
  const rome = (areaCode?: string) =>
    createPhone(metadataMax as never, { homeCountry: 'IT', areaCode });
  it('Italy: the zero behind the country code stays, also in brackets', () => {
    for (const text of ['+39 06 69812345', '+39 (0)6 69812345', '0039 (0) 6 69812345'])
      expect([text, rome().read(text).e164]).toEqual([text, '390669812345']);
    expect(rome('6').read('69812345').e164).toBe('390669812345');
  });
  it('United States: local numbers with an area code', () => {
    const la = createPhone(metadataMax as never, { homeCountry: 'US', areaCode: '213' });
    expect(la.read('373-4253').e164).toBe('12133734253');
  });
  it('a country that nobody knows breaks nothing', () => {
    const nowhere = createPhone(metadataMax as never, { homeCountry: 'XX', areaCode: '30' });
    expect(nowhere.read('+49 30 609854180').e164).toBe('4930609854180');
    expect(nowhere.read('23125741').e164).toBeUndefined();
  });
  it('no number has more than 15 digits', () => {
    expect(phone.read('+49 30 12345678901234').e164).toBeUndefined();
    expect(phone.read('+49 30 12345678901').e164).toBe('493012345678901');
  });
});

describe('PH12: mobile phones', () => {
  it.each([
    ['491711234567', true],
    ['436641234567', true],
    ['41791234567', true],
    ['33612345678', true],
    ['393331234567', true],
    ['353871234567', true],
    ['4930609854180', false],
    ['43151433501012', false],
    ['390669812345', false],
    ['12133734253', false],
    ['123', false],
  ])('%s: %s, whatever metadata there is', (e164, is) => {
    expect([phone.mobile(e164), small.mobile(e164)]).toEqual([is, is]);
  });
});

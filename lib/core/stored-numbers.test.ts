import metadata from 'libphonenumber-js/metadata.max.json' with { type: 'json' };
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPhone } from './phone.ts';
import { holdsNumber, storedNumbers } from './stored-numbers.ts';

const phone = createPhone(metadata as never, { homeCountry: 'DE' });
const read = (text: string) =>
  storedNumbers(text, phone).map(({ digits, partial }) => (partial ? `…${digits}` : digits));

describe('PH13: several numbers in one field', () => {
  it.each([
    ['030 609854-180', ['4930609854180']],
    ['030 609854-180, +49 30 609854180; 030/609854180', ['4930609854180']],
    ['Tel.: 030 609854-180 (Büro), mobil 0171 1234567', ['4930609854180', '491711234567']],
    ['030 609854-180\r\n0171 1234567', ['4930609854180', '491711234567']],
    ['030 609854-180 und 0171 1234567', ['4930609854180', '491711234567']],
    ['030 609854-180 0171 1234567 +43 1 51433', ['4930609854180', '491711234567', '43151433']],
    ['030 609854-180/181', ['4930609854180', '4930609854181']],
    ['030 609854-180 / -181', ['4930609854180', '4930609854181']],
    ['030 609854-8 bis -11', []],
    ['030 609854-0 bis -2', ['49306098540', '49306098541', '49306098542']],
    ['030 609854-0, Durchwahl 180', ['4930609854180']],
    ['030 609854-0, DW 180, DW 181', ['4930609854180', '4930609854181']],
    ['Zentrale: 030 609854-0, Durchwahl 180', ['49306098540', '4930609854180']],
    ['tel:609854180;phone-context=+4930', ['4930609854180']],
    ['"Ada, Werk 2" <sip:+4930609854180@kran.example;user=phone>', ['4930609854180']],
    ['609854180', ['…609854180']],
    ['6098541', ['…6098541']],
    ['609854', []],
    ['23', []],
    ['10115 Berlin', []],
    ['21.11.2026', ['…21112026']],
    ['Raum 180, Haus 3', []],
    ['anonymous', []],
    ['', []],
  ])('%j', (text, numbers) => expect(read(text)).toEqual(numbers));
  it('a range gives at most ten', () => {
    expect(read('030 609854-100 bis -199')).toHaveLength(10);
  });
  it('never throws, and every number is one', () => {
    const piece = fc.constantFrom(
      '030',
      '609854',
      '-0',
      '180',
      ' bis ',
      '/',
      ', ',
      'DW ',
      'Tel. ',
      '(',
      ')',
      '+49',
      '\n',
      'x',
    );
    const text = fc.oneof(
      fc.string({ maxLength: 200, unit: 'binary' }),
      fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (field) => {
        for (const { digits } of storedNumbers(field, phone))
          expect(digits).toMatch(/^[1-9]\d{4,14}$/);
      }),
    );
  });
  it('an endless text is read up to a point, and soon', () => {
    const long = '030 609854-180 / '.repeat(50_000);
    const from = performance.now();
    expect(read(long)).toEqual(['4930609854180']);
    for (const text of [
      '('.repeat(5_000),
      '1 '.repeat(5_000),
      'a1'.repeat(5_000),
      '-0 bis '.repeat(900),
    ])
      read(text);
    expect(performance.now() - from).toBeLessThan(2_000);
  });
  it('tells whether a number is among them', () => {
    expect(holdsNumber('0171 1 / 030 609854-180', '+4930609854180', phone)).toBe(true);
    expect(holdsNumber('609854180', '+4930609854180', phone)).toBe(false);
    expect(holdsNumber('030 609854180', 'anonymous', phone)).toBe(false);
  });
});

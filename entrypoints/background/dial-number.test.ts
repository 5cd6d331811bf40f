import metadata from 'libphonenumber-js/min/metadata';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPhone } from '../../lib/core/phone.ts';
import { readDialNumber } from './dial-number.ts';

const phone = createPhone(metadata, { homeCountry: 'DE' });
const read = (text: string) => readDialNumber(phone, text);

describe('hostile and useless numbers', () => {
  it.each([
    '*21*0900123456#',
    '**61*0172#',
    '#31#030609854180',
    'tel:%23%2331%23030609854180',
    'tel:*#06#',
    '+49306098\u000054180x',
    '+4930609854180;postd=pp22',
    '+4930609854180;phone-context=evil;x=1',
    '110',
    '112',
    'tel:112',
    '0112',
    '911',
    '+49110',
    '+49 112',
    '1 1 2',
    '999',
  ])('%j may not be dialled', (text) => {
    expect(read(text)).toMatchObject({ ok: false, code: expect.stringMatching(/^dial\//) });
  });
  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'https://evil.example/',
    '0900-CALLME',
    'anonymous',
    '',
    '   ',
    '+',
    '1234567890123456',
    '+49306098541801234',
    '030609854180,,22',
    '030609854180 ext 5',
    'tel:%zz',
    '23',
    '٠٣٠٦٠٩٨٥٤١٨٠',
  ])('%j is no number to dial', (text) => {
    expect(read(text)).toEqual({ ok: false, code: 'dial/unreadable' });
  });
  it('whatever is let through is a plus and digits, nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+\d*#;()/. -]{0,25}$/)), (text) => {
        const result = read(text);
        if (result.ok) expect(result.value.e164).toMatch(/^\+[1-9]\d{5,14}$/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('numbers as they stand in Zammad, tickets and mail', () => {
  it.each([
    'tel:+49030609854180',
    'tel:004930609854180',
    'tel:0049030609854180',
    'tel:030609854180',
    'tel:+49-30-609854180;ext=12',
    'tel:609854180;phone-context=+4930',
    'callto:+4930609854180',
    'sip:+4930609854180@pbx.example',
    '+49 (0)30 609854-180',
    '030 / 609 854-180',
    ' 030.609854180 ',
    '\u200e+49 30 609854180',
    '+４９３０６０９８５４１８０',
    'tel:%2B4930609854180',
  ])('%j', (text) => {
    expect(read(text)).toEqual({
      ok: true,
      value: { e164: '+4930609854180', display: '+49 30 609854180' },
    });
  });
});

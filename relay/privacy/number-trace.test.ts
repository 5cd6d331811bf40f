import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phone } from '../hub/testing/bench.ts';
import { createNumberTrace } from './number-trace.ts';

const trace = createNumberTrace('4930609854180', phone);

describe('PV4: a number in a text', () => {
  it.each([
    '4930609854180',
    '+4930609854180',
    '004930609854180',
    '030609854180',
    '+49 (0)30 / 60 98 54-180',
    '(030) 609854-180',
    'from=%2B49%2030%20609854180&to=1',
    'sip:030609854180@pbx',
    '"+49\u00a030\u00a0609854180"',
    '=4930609854180',
    'x4930609854180y',
  ])('is found in %j and taken out', (text) => {
    expect(trace.holds(text)).toBe(true);
    const without = trace.without(text, '[erased]');
    expect(without).toContain('[erased]');
    expect(trace.holds(without)).toBe(false);
  });
  it.each([
    '4930609854181',
    '14930609854180',
    '49306098541801',
    '609854180',
    '+43 30 609854180',
    'ticket 4930609854, room 180',
    '',
  ])('%j is something else', (text) => {
    expect(trace.holds(text)).toBe(false);
    expect(trace.without(text)).toBe(text);
  });
  it('in whatever a person puts between the digits', () => {
    const between = fc.constantFrom('', ' ', '-', '/', '.', ' / ', ') ');
    fc.assert(
      fc.property(fc.array(between, { minLength: 13, maxLength: 13 }), (gaps) => {
        const text = [...'4930609854180'].map((digit, at) => digit + gaps[at]).join('');
        expect(trace.holds(`call +${text} back`)).toBe(true);
      }),
    );
  });
  it('a hostile text does not stop anybody', () => {
    const startedAt = performance.now();
    for (const text of ['4 9 3 0'.repeat(20_000), '4'.repeat(64_000), '49-('.repeat(16_000)]) {
      trace.holds(text);
    }
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

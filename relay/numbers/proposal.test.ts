import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { zammadDigits } from '../../lib/core/zammad-matcher.ts';
import { FIXABLE, type FixableKind } from './finding.ts';
import { numbersOf } from './pieces.ts';
import { propose } from './proposal.ts';
import { PHONE } from './testing/doctor-bench.ts';

type Texts = Record<string, string>;
const NONE = new Set<string>();

function run(texts: Texts, kinds: readonly FixableKind[] = FIXABLE, custom: string[] = []) {
  const fields = new Map(
    ['phone', 'mobile', ...custom, 'fax'].map((name) => [name, texts[name] ?? '']),
  );
  const { changes, left } = propose(fields, NONE, new Set(kinds), { phone: PHONE, custom });
  const after = Object.fromEntries(changes.map((one) => [one.field, one.after]));
  return { after, left: left.map(({ why }) => why) };
}

describe('ND6: a missed number is written in its normal form', () => {
  it.each([
    ['030/54000006', '+49 30 54000006'],
    ['030.540.00011', '+49 30 54000011'],
    ['+49\u00a030\u00a054000039', '+49 30 54000039'],
    ['０３０ 54000041', '+49 30 54000041'],
    ['+490 30 54000051', '+49 30 54000051'],
    ['+41/81/288 63 31', '+41 81 288 63 31'],
    ['0171/5550000', '+49 171 5550000'],
    ['0381 / 45 67-0', '+49 381 4567-0'],
    ['030/609854–180', '+49 30 609854-180'],
    ['0171/55-50000', '+49 171 5550000'],
    ['Büro: 030/54000006', 'Büro: +49 30 54000006'],
    ['030/54000006 (nur vormittags)', '+49 30 54000006 (nur vormittags)'],
  ])('%j → %j', (phone, after) => {
    expect(run({ phone })).toEqual({ after: { phone: after }, left: [] });
  });

  it.each([
    ['one that Zammad finds', { phone: '(030) 540-00008' }],
    ['one that Zammad finds by another field', { phone: '030/54000006', mobile: '03054000006' }],
    ['nothing', { phone: '', mobile: '  ' }],
    ['a word', { phone: 'n/a' }],
    ['an internal number', { phone: '23' }],
  ])('%s stays as it is', (_what, texts) => {
    expect(run(texts)).toEqual({ after: {}, left: [] });
  });
});

describe('ND7: several numbers in one field', () => {
  it('the second goes into the empty field for mobile numbers, by its own rules', () => {
    expect(run({ phone: '030/54000006, 0171/5550000' })).toEqual({
      after: { phone: '+49 30 54000006', mobile: '+49 171 5550000' },
      left: [],
    });
  });
  it('a landline number never goes into the mobile field, but into a custom one', () => {
    const phone = '030/54000006, 030/54000007';
    expect(run({ phone })).toEqual({
      after: { phone: '+49 30 54000006, +49 30 54000007' },
      left: ['no field is empty for +49 30 54000007'],
    });
    expect(run({ phone }, FIXABLE, ['second'])).toEqual({
      after: { phone: '+49 30 54000006', second: '+49 30 54000007' },
      left: [],
    });
  });
  it('three find three places, or all stay', () => {
    const phone = '030 54000006; 0171 5550000; 0172 5550000';
    expect(run({ phone }, ['several'], ['second']).after).toEqual({
      phone: '+49 30 54000006',
      mobile: '+49 171 5550000',
      second: '+49 172 5550000',
    });
    expect(run({ phone }, ['several'])).toEqual({
      after: {},
      left: ['no field is empty for +49 172 5550000'],
    });
  });
  it('one that another field has goes out', () => {
    const texts = { phone: '030 54000006, 0171 5550000', mobile: '0171/5550000' };
    for (const kinds of [FIXABLE, ['several'] as const]) {
      expect(run(texts, kinds)).toEqual({
        after: { phone: '+49 30 54000006', mobile: '+49 171 5550000' },
        left: [],
      });
    }
  });
  it('one that only the fax has does not', () => {
    const texts = { phone: '030 54000006, 030 54000007', fax: '030 54000007' };
    expect(run(texts).after).toEqual({});
  });
  it.each(['030 54000006 oder abends 0171 5550000', '030 609854-180/181'])(
    '%j: what is written beside them would be lost',
    (phone) =>
      expect(run({ phone }, ['several'])).toEqual({ after: {}, left: [expect.any(String)] }),
  );
});

describe('ND8: nothing is guessed', () => {
  it.each([
    ['an internal number in it', '+1 213/373-4253 ext. 12'],
    ['a word in it', 'tel:030/54000006'],
  ])('%s', (_what, phone) => {
    expect(run({ phone })).toEqual({ after: {}, left: ['more than this number is written there'] });
  });
  it.each([
    ['does not exist', '+49/1/1'],
    ['without area code', '54000/006'],
    ['far too long', `030/${'1234567 '.repeat(100)}`],
    ['a formula', '=HYPERLINK("http://x","030/54000006")'],
  ])('%s', (_what, phone) => {
    expect(run({ phone }).after).toEqual({});
  });
});

const spelled = fc
  .tuple(
    fc.constantFrom('30', '89', '171', '40', '9131'),
    fc.integer({ min: 1_000_000, max: 9_999_999 }),
    fc.constantFrom(
      '0A/N',
      '0A.N',
      '+49 A N',
      '+49/A/N',
      '0A\u00a0N',
      '(0A) N',
      '0049AN',
      'A N',
      '+490A N',
    ),
  )
  .map(([area, rest, form]) => form.replace('A', area).replace('N', String(rest)));
const junk = fc.constantFrom(
  '',
  'x',
  'Büro: ',
  ' (privat)',
  '/',
  '23',
  'ext. 5',
  '😀',
  '\u202e',
  'n/a',
);
const field = fc
  .array(fc.oneof(spelled, junk), { maxLength: 4 })
  .chain((parts) =>
    fc.constantFrom(', ', ' / ', ' oder ', ' ', ';', '|', '\n').map((by) => parts.join(by)),
  );

test('ND6, ND7, ND8: whatever stands there, no number gets lost, all that is written is found, once is enough', () => {
  fc.assert(
    fc.property(
      fc.record({ phone: field, mobile: field, second: field, fax: field }),
      fc.subarray([...FIXABLE], { minLength: 1 }),
      (texts, kinds) => {
        const { after } = run(texts, kinds, ['second']);
        const next = { ...texts, ...after };
        const all = (of: Texts) =>
          new Set(Object.values(of).flatMap((text) => numbersOf(text, PHONE)));
        const found = (of: Texts) => new Set(Object.values(of).flatMap(zammadDigits));
        expect(all(next)).toEqual(all(texts));
        for (const e164 of all(texts)) {
          if (found(texts).has(e164)) expect(found(next)).toContain(e164);
        }
        expect(run(next, kinds, ['second']).after).toEqual({});
      },
    ),
    { numRuns: 200 },
  );
});

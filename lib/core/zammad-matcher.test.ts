import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { zammadDigits, zammadFinds, zammadRuns } from './zammad-matcher.ts';

interface Spelling {
  input: string;
  indexed_caller_ids: string[];
  call_with_same_text_finds_user: boolean;
  call_with_digits_finds_user?: boolean;
  call_with_plus_finds_user?: boolean;
}

const recorded = (version: string) =>
  JSON.parse(
    readFileSync(
      new URL(`../../tests/fixtures/zammad/${version}/normalisation.json`, import.meta.url),
      'utf8',
    ),
  ) as Spelling[];

describe.each(['5.5', '6.5'])('ND1: as Zammad %s was recorded', (version) => {
  it.each(recorded(version))('$input', (spelling) => {
    const { input, indexed_caller_ids: indexed } = spelling;
    expect([...new Set(zammadDigits(input))].sort()).toEqual([...new Set(indexed)].sort());
    expect(zammadFinds(input, input)).toBe(spelling.call_with_same_text_finds_user);
    const [digits] = indexed;
    if (digits === undefined) return;
    if (spelling.call_with_digits_finds_user !== undefined)
      expect(zammadFinds(input, digits)).toBe(spelling.call_with_digits_finds_user);
    if (spelling.call_with_plus_finds_user !== undefined)
      expect(zammadFinds(input, `+${digits}`)).toBe(spelling.call_with_plus_finds_user);
  });
});

test('a slash hides the area code from a caller with the whole number', () => {
  expect(zammadFinds('030/54000006', '493054000006')).toBe(false);
  expect(zammadFinds('030 54000006', '493054000006')).toBe(true);
});

test('a part is told with its place in the text', () => {
  expect(zammadRuns('Büro 030 57110030, 0171 5711031')).toEqual([
    { at: 4, text: ' 030 57110030', digits: '493057110030' },
    { at: 18, text: ' 0171 5711031', digits: '491715711031' },
  ]);
});

test('any text is read in order, without overlap, each part 6 to 26 characters long', () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'0123456789 -()|/.+\u00a0a\n'), maxLength: 120 }),
    fc.string({ maxLength: 200 }),
  );
  fc.assert(
    fc.property(text, (input) => {
      let end = 0;
      for (const run of zammadRuns(input)) {
        expect(input.slice(run.at, run.at + run.text.length)).toBe(run.text);
        expect(run.at).toBeGreaterThanOrEqual(end);
        expect(run.text.length).toBeGreaterThanOrEqual(6);
        expect(run.text.length).toBeLessThanOrEqual(26);
        expect(run.digits).toMatch(/^\d*$/);
        end = run.at + run.text.length;
      }
    }),
  );
});

test('a long hostile text takes no long time', () => {
  const began = performance.now();
  for (const unit of ['(', '0', '()', '-', '0(', '49(0', ' ']) zammadDigits(unit.repeat(200_000));
  expect(performance.now() - began).toBeLessThan(2_000);
});

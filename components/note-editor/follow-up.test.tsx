import fc from 'fast-check';
import { expect, test } from 'vitest';
import { followUpPresets, fromField, toField } from './follow-up.ts';
import { appendBlock, insertAt, moduleTrigger } from './module-trigger.ts';

const at = (day: number, hour = 15) => new Date(2026, 10, day, hour).getTime();

test('on a Saturday: tomorrow, in three days, Monday', () => {
  expect(followUpPresets(at(21))).toEqual([
    { id: 'tomorrow', at: at(22, 9) },
    { id: 'inThreeDays', at: at(24, 9) },
    { id: 'nextMonday', at: at(23, 9) },
  ]);
});

test('no moment is offered twice, on a Monday the next one is meant', () => {
  expect(followUpPresets(at(22)).map(({ id }) => id)).toEqual(['tomorrow', 'inThreeDays']);
  expect(followUpPresets(at(23)).at(-1)).toEqual({ id: 'nextMonday', at: at(30, 9) });
});

test('always in the future, always at nine, whatever the clocks do', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (now) => {
      for (const preset of followUpPresets(now)) {
        expect(preset.at).toBeGreaterThan(now);
        expect(new Date(preset.at).getHours()).toBe(9);
      }
    }),
  );
});

test('the field for date and time says the moment it was given', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (minutes) => {
      const moment = Math.floor(minutes / 60) * 60_000;
      const back = fromField(toField(moment));
      // In the hour that comes twice the field cannot say which one is meant.
      expect(Math.abs(back! - moment) % 3_600_000).toBe(0);
    }),
  );
  expect([toField(undefined), fromField(''), fromField('2026-13-99T99:99')]).toEqual([
    '',
    undefined,
    undefined,
  ]);
});

test.each([
  ['::', 2, { from: 0, query: '' }],
  ['Hello ::gre', 11, { from: 6, query: 'gre' }],
  ['line\n::a b', 10, { from: 5, query: 'a b' }],
  ['std::string', 11, undefined],
  [':: done\nnext', 12, undefined],
  ['a :', 3, undefined],
])('a text module is asked for by %j', (text, caret, trigger) => {
  expect(moduleTrigger(text, caret)).toEqual(trigger);
});

test('insertions keep what is around them', () => {
  expect(insertAt('ab::cd', 2, 4, 'X')).toEqual({ text: 'abXcd', caret: 3 });
  expect(appendBlock('', 'x')).toBe('x');
  expect(appendBlock('a \n', 'x')).toBe('a\n\nx');
});

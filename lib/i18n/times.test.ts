import { describe, expect, test } from 'vitest';
import { createTexts } from './create-texts.ts';

const { times, list } = createTexts('en');
const german = createTexts('de');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('clock', () => {
  test.each([
    [0, '0:00'],
    [999, '0:00'],
    [7_000, '0:07'],
    [59_999, '0:59'],
    [12 * MINUTE + 40_000, '12:40'],
    [HOUR + 2 * MINUTE + 3_000, '1:02:03'],
    [-5_000, '0:00'],
  ])('%i ms is %s', (ms, words) => expect(times.clock(ms)).toBe(words));
});

describe('age', () => {
  test.each([
    [-5_000, 'just now', 'gerade eben'],
    [30_000, 'just now', 'gerade eben'],
    [3 * MINUTE, '3 min. ago', 'vor 3 Min.'],
    [DAY, 'yesterday', 'gestern'],
    [3 * DAY, '3 days ago', 'vor 3 Tagen'],
    [8 * DAY, 'last wk.', 'letzte Woche'],
  ])('%i ms', (ms, english, deutsch) => {
    expect(times.age(100 * DAY - ms, 100 * DAY)).toBe(english);
    expect(german.times.age(100 * DAY - ms, 100 * DAY)).toBe(deutsch);
  });
});

test('durations say the largest unit', () => {
  expect(times.duration(24 * MINUTE)).toBe('24 min');
  expect(times.duration(3 * DAY)).toBe('3 days');
  expect(times.duration(1_000)).toBe('1 min');
  expect(german.times.duration(3 * DAY)).toBe('3 Tage');
});

test('a moment of today is a time, another day has its date', () => {
  const noon = new Date(2026, 10, 21, 12, 4).getTime();
  expect(times.moment(noon, noon + HOUR)).toBe('12:04');
  expect(german.times.moment(noon, noon + 2 * DAY)).toBe('21. Nov., 12:04');
});

test('names are listed as the language does', () => {
  expect(list(['Anna', 'Ben'])).toBe('Anna and Ben');
  expect(german.list(['Anna', 'Ben', 'Cem'])).toBe('Anna, Ben und Cem');
});

import { expect, test } from 'vitest';
import { localMoment, readLocalMoment, readTalkTime } from './talk-time.ts';

test.each([
  ['5', 300_000],
  ['0', 0],
  ['2:30', 150_000],
  [' 2:5 ', 125_000],
  ['1:02:30', 3_750_000],
  ['1440', 86_400_000],
])('%s is %i ms', (text, ms) => {
  expect(readTalkTime(text)).toBe(ms);
});

test.each(['', 'x', '2.5', '-1', '2:60', '1441', '25:00:00', '1:2:3:4', '5 min', '٥'])(
  '%j is no talk time',
  (text) => {
    expect(readTalkTime(text)).toBeUndefined();
  },
);

test('a moment comes back from its field to the minute', () => {
  const at = new Date(2026, 0, 2, 3, 4).getTime();
  expect(localMoment(at)).toBe('2026-01-02T03:04');
  expect(readLocalMoment(localMoment(at))).toBe(at);
});

test.each(['', '2026-01-02', '2026-13-45T03:04', 'yesterday'])('%j is no moment', (text) => {
  expect(readLocalMoment(text)).toBeUndefined();
});

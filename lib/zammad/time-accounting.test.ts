import { expect, it } from 'vitest';
import { timeUnits } from './time-accounting.ts';

it.each([
  [7, undefined, 7],
  [7, 'none', 7],
  [7, 'minute', 7],
  [7, 'quarter', 0.47],
  [90, 'hour', 1.5],
  [7, 'hour', 0.12],
  [7, 'custom', undefined],
] as const)('%d minutes in a Zammad that counts in %s are %s', (minutes, unit, units) => {
  expect(timeUnits(minutes, unit)).toBe(units);
});

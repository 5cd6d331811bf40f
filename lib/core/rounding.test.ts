import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundedMinutes } from './rounding.ts';

const minute = 60_000;

describe('talk time in minutes', () => {
  it.each([
    [0, 1, 'up', 0],
    [-5, 1, 'up', 0],
    [Number.NaN, 1, 'up', 0],
    [300, 1, 'up', 1],
    [10 * minute + 4, 1, 'up', 10],
    [10 * minute + 2_000, 1, 'up', 11],
    [3 * minute, 5, 'up', 5],
    [2 * minute + 10_000, 1, 'nearest', 2],
    [2 * minute + 30_000, 1, 'nearest', 3],
    [20_000, 1, 'nearest', 0],
    [14 * minute, 15, 'down', 0],
    [31 * minute, 15, 'down', 30],
    [minute, 0, 'up', 1],
    [minute, -3, 'up', 1],
    [20_000, 0.5, 'up', 0.5],
  ] as const)('%d ms in steps of %d, %s: %d', (ms, step, mode, minutes) => {
    expect(roundedMinutes(ms, { step, mode })).toBe(minutes);
  });
  it('is never more than a step away, and a multiple of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 86_400_000 }),
        fc.constantFrom(1, 5, 6, 15),
        fc.constantFrom('up', 'nearest', 'down'),
        (ms, step, mode) => {
          const minutes = roundedMinutes(ms, { step, mode });
          expect(minutes % step).toBe(0);
          expect(Math.abs(minutes - ms / minute)).toBeLessThanOrEqual(step);
        },
      ),
    );
  });
});

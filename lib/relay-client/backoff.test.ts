import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BACKOFF_FIRST_MS, BACKOFF_MAX_MS, backoffMs } from './backoff.ts';

describe('backoff', () => {
  it('starts short and doubles', () => {
    expect([0, 1, 2, 3].map((attempt) => backoffMs(attempt, 1))).toEqual([500, 1000, 2000, 4000]);
  });
  it('is never longer than the ceiling and never without jitter', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempt, random) => {
          const ms = backoffMs(attempt, random);
          expect(ms).toBeGreaterThanOrEqual(BACKOFF_FIRST_MS / 2);
          expect(ms).toBeLessThanOrEqual(BACKOFF_MAX_MS);
        },
      ),
    );
    expect(backoffMs(9, 0)).not.toBe(backoffMs(9, 0.9));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isQuietHour } from '../../lib/core/rules/quiet-hours.ts';
import { localTime, quietChange } from './quiet-change.ts';

const two = (part: number) => String(part).padStart(2, '0');
const clock = fc
  .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
  .map(([hour, minute]) => `${two(hour)}:${two(minute)}`);

describe('the next change of quiet hours', () => {
  it('is the first minute that is different, for any hours and any moment', () => {
    fc.assert(
      fc.property(
        fc.record({
          on: fc.boolean(),
          days: fc.uniqueArray(fc.nat({ max: 6 })),
          from: clock,
          to: clock,
        }),
        fc.nat({ max: 6 }),
        fc.nat({ max: 1_439 }),
        (hours, day, minute) => {
          const now = { day, minute, date: '2026-11-21' };
          const { quiet, next } = quietChange(hours, now);
          expect(quiet).toBe(isQuietHour(hours, now));
          const steps = next ? next.inDays * 1_440 + next.minute - minute : 7 * 1_440;
          const at = (ahead: number) =>
            isQuietHour(hours, {
              ...now,
              day: Math.floor((day * 1_440 + minute + ahead) / 1_440) % 7,
              minute: (minute + ahead) % 1_440,
            });
          for (const ahead of [1, Math.floor(steps / 2), steps - 1])
            if (ahead > 0 && ahead < steps) expect(at(ahead)).toBe(quiet);
          if (next) {
            expect(steps).toBeGreaterThan(0);
            expect(at(steps)).toBe(!quiet);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
  it('reads the wall clock', () => {
    expect(localTime(new Date(2026, 10, 22, 9, 5))).toEqual({
      day: 0,
      minute: 545,
      date: '2026-11-22',
    });
  });
});

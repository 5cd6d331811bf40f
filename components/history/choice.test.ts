import { expect, test } from 'vitest';
import { datesWrong, EVERYTHING, filterCount, questionOf } from './choice.ts';

const NOON = new Date(2026, 2, 29, 12, 0).getTime();
const day = (month: number, date: number) => new Date(2026, month, date).getTime();
const ask = (part: Partial<typeof EVERYTHING>, since?: number) =>
  questionOf({ ...EVERYTHING, ...part }, NOON, since);

test('nothing chosen asks for everything', () => {
  expect(ask({})).toEqual({});
  expect(ask({ q: '   ', agent: ' ', line: '' })).toEqual({});
});

test('days are local days, also when a clock changes in them', () => {
  expect(ask({ range: 'today' })).toEqual({ from: day(2, 29) });
  expect(ask({ range: 'yesterday' })).toEqual({ from: day(2, 28), to: day(2, 29) });
  expect(ask({ range: 'week' })).toEqual({ from: day(2, 23) });
  expect(ask({ range: 'own', fromDay: '2026-03-28', toDay: '2026-03-29' })).toEqual({
    from: day(2, 28),
    to: day(2, 30),
  });
});

test('half a range, a wrong day and no last visit leave that side open', () => {
  expect(ask({ range: 'own', fromDay: '2026-03-28' })).toEqual({ from: day(2, 28) });
  expect(ask({ range: 'own', toDay: 'nonsense' })).toEqual({});
  expect(ask({ range: 'since' })).toEqual({});
  expect(ask({ range: 'since' }, 5)).toEqual({ from: 5 });
});

test('everything at once, without spaces around it', () => {
  expect(
    ask({ q: ' ida ', direction: 'in', outcome: 'missed', mine: true, agent: ' Anna', line: 'S ' }),
  ).toEqual({ q: 'ida', direction: 'in', outcome: 'missed', mine: true, agent: 'Anna', line: 'S' });
});

test('counts filters, not words; knows dates that cannot be', () => {
  expect(filterCount({ ...EVERYTHING, q: 'ida' })).toBe(0);
  expect(filterCount({ ...EVERYTHING, mine: true, range: 'week', line: 'x' })).toBe(3);
  const own = { ...EVERYTHING, range: 'own' as const, fromDay: '2026-03-02', toDay: '2026-03-01' };
  expect(datesWrong(own)).toBe(true);
  expect(datesWrong({ ...own, toDay: '2026-03-02' })).toBe(false);
  expect(datesWrong({ ...own, range: 'any' })).toBe(false);
});

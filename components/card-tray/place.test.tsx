import { expect, test } from 'vitest';
import { clampPlace, DEFAULT_PLACE, isPlace, placeOf } from './place.ts';

const AREA = { width: 1000, height: 700 };

test('the default place stays as it is', () => {
  expect(clampPlace(DEFAULT_PLACE, AREA, 360)).toEqual(DEFAULT_PLACE);
});

test('no place is outside of the window', () => {
  expect(clampPlace({ right: -50, edge: 'bottom', offset: -50 }, AREA, 360)).toEqual({
    right: 8,
    edge: 'bottom',
    offset: 8,
  });
  expect(clampPlace({ right: 5000, edge: 'top', offset: 5000 }, AREA, 360)).toEqual({
    right: 632,
    edge: 'top',
    offset: 580,
  });
});

test('in a window narrower than the card it keeps to the margin', () => {
  expect(
    clampPlace({ right: 40, edge: 'top', offset: 10 }, { width: 320, height: 500 }, 304).right,
  ).toBe(8);
});

test('the tray holds on to the nearer edge', () => {
  expect(placeOf({ right: 20, top: 30, bottom: 300 })).toEqual({
    right: 20,
    edge: 'top',
    offset: 30,
  });
  expect(placeOf({ right: 20, top: 300, bottom: 30 })).toEqual({
    right: 20,
    edge: 'bottom',
    offset: 30,
  });
});

test.each([
  null,
  7,
  'x',
  {},
  { right: 1, edge: 'left', offset: 2 },
  { right: NaN, edge: 'top', offset: 2 },
])('what was stored and is no place is refused: %j', (value) => {
  expect(isPlace(value)).toBe(false);
});

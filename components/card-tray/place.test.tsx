import { expect, test } from 'vitest';
import {
  clampPlace,
  DEFAULT_PLACE,
  DOCK_SIDES,
  dockOf,
  DOCKS,
  type Place,
  placeOf,
  readPlace,
} from './place.ts';

const AREA = { width: 1000, height: 700 };
const at = (inset: number, edge: Place['edge'], offset: number): Place => ({
  side: 'right',
  inset,
  edge,
  offset,
});

test('the default place stays as it is', () => {
  expect(clampPlace(DEFAULT_PLACE, AREA, 360)).toEqual(DEFAULT_PLACE);
});

test('no place is outside of the window', () => {
  expect(clampPlace(at(-50, 'bottom', -50), AREA, 360)).toEqual(at(8, 'bottom', 8));
  expect(clampPlace(at(5000, 'top', 5000), AREA, 360)).toEqual(at(632, 'top', 580));
});

test('in a window narrower than the card it keeps to the margin', () => {
  expect(clampPlace(at(40, 'top', 10), { width: 320, height: 500 }, 304).inset).toBe(8);
});

test('the tray holds on to the nearer edges', () => {
  expect(placeOf({ left: 620, right: 20, top: 30, bottom: 300 })).toEqual(at(20, 'top', 30));
  expect(placeOf({ left: 20, right: 620, top: 300, bottom: 30 })).toEqual({
    side: 'left',
    inset: 20,
    edge: 'bottom',
    offset: 30,
  });
});

test.each(DOCK_SIDES)('a dock is known again: %s', (side) => {
  expect(dockOf(DOCKS[side])).toBe(side);
  expect(dockOf({ ...DOCKS[side], offset: 73 })).toBeUndefined();
  expect(readPlace(JSON.parse(JSON.stringify(DOCKS[side])))).toEqual(DOCKS[side]);
});

test('what was stored before there were two sides is still read', () => {
  expect(readPlace({ right: 40, edge: 'top', offset: 12 })).toEqual(at(40, 'top', 12));
});

test.each([
  null,
  7,
  'x',
  {},
  { right: 1, edge: 'left', offset: 2 },
  { right: NaN, edge: 'top', offset: 2 },
  { side: 'middle', inset: 1, edge: 'top', offset: 2 },
  { side: 'left', inset: '1', edge: 'top', offset: 2 },
])('what was stored and is no place is refused: %j', (value) => {
  expect(readPlace(value)).toBeUndefined();
});

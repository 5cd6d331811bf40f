import { expect, test } from 'vitest';
import { keyOf, shownAt } from './strip-page.ts';
import { around, FREE, placeStrip } from './strip-place.ts';

const at = (address: string) => shownAt(new URL(address, 'https://zammad.example'));

test.each([
  ['/#user/profile/9', { userId: 9 }],
  ['/#ticket/zoom/12', { ticketId: 12 }],
  ['/#ticket/zoom/12/345', { ticketId: 12 }],
  ['/desktop/users/9', { userId: 9 }],
  ['/desktop/tickets/12', { ticketId: 12 }],
  ['/desktop/tickets/12/attachments#x', { ticketId: 12 }],
])('%s shows %o', (address, shown) => {
  expect(at(address)).toEqual(shown);
});

test.each([
  '/',
  '/#dashboard',
  '/#ticket/create/id/7',
  '/#ticket/zoom/0',
  '/#ticket/zoom/12abc',
  '/#user/profile/',
  '/#user/profile/9999999999999999',
  '/desktop/tickets/create/7f0c',
  '/desktop/tickets',
  '/other#/desktop/users/9',
  '/x/desktop/users/9',
])('%s shows neither person nor ticket', (address) => {
  expect(at(address)).toBeUndefined();
});

test('a person and a ticket of the same number are two things', () => {
  expect(keyOf({ userId: 9 })).not.toBe(keyOf({ ticketId: 9 }));
  expect(keyOf(undefined)).toBe('');
});

const view = { width: 1400, height: 900 };
const pill = { width: 220, height: 30 };
/** A card of `height` in the usual place. */
const card = (height: number, right = 1384) => ({
  left: right - 360,
  right,
  top: 900 - 72 - height,
  bottom: 828,
});

test('stands in the free corner, above a card that is there, beside one that is too tall', () => {
  expect(placeStrip(undefined, pill, view)).toEqual(FREE);
  expect(placeStrip(card(400), pill, view)).toEqual({ right: 16, bottom: 480 });
  expect(placeStrip(card(800), pill, view)).toEqual({ right: 384, bottom: 72 });
  expect(placeStrip(card(800), pill, { ...view, width: 500 })).toEqual(FREE);
  const narrow = { ...card(800), left: 20, right: 380 };
  expect(placeStrip(narrow, pill, { ...view, width: 400 })).toBeUndefined();
});

test('a card that was dragged elsewhere does not move it', () => {
  expect(placeStrip(card(400, 500), pill, view)).toEqual(FREE);
});

test('several cards count as what they cover together', () => {
  expect(around([])).toBeUndefined();
  expect(around([card(100), card(300, 500)])).toEqual({
    left: 140,
    right: 1384,
    top: 528,
    bottom: 828,
  });
});

import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CardView } from '../../lib/core/card.ts';
import { trayOf } from '../../tests/gallery/card-cases.ts';
import { idleActions } from '../../tests/gallery/idle-actions.ts';
import { missed, NOW, sampleCard, talking } from '../../tests/gallery/sample-cards.ts';
import { renderWith } from '../testing/render.tsx';
import { NAME_GRACE_MS } from './Announcer.tsx';
import { CardTray } from './CardTray.tsx';
import { DEFAULT_PLACE, type Place } from './place.ts';

const onPlace = vi.fn<(place: Place) => void>();
beforeEach(() => {
  vi.useFakeTimers();
  onPlace.mockClear();
  window.innerHeight = 1800;
});
afterEach(() => vi.useRealTimers());

const trayWith = (cards: readonly CardView[]) => (
  <CardTray cards={cards} actions={idleActions} place={DEFAULT_PLACE} onPlace={onPlace} />
);
const show = (cards: readonly CardView[]) => renderWith(trayWith(cards), { now: NOW });
const ids = () => screen.getAllByTestId('card').map((card) => card.dataset['callId']);
const openIds = () =>
  screen
    .getAllByTestId('card')
    .filter((card) => card.dataset['folded'] === 'false')
    .map((card) => card.dataset['callId']);
const spoken = () => screen.getByTestId('announcer').textContent;
const wait = (ms = NAME_GRACE_MS) => act(() => vi.advanceTimersByTimeAsync(ms));

test('an empty tray shows nothing and waits for nothing', () => {
  const { clock } = show([]);
  expect(screen.queryAllByTestId('card')).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
  expect(clock.waiting()).toBe(0);
});

test('the newest ringing call is on top, the present talk stays open, ten calls fit', () => {
  show(trayOf(10));
  expect(ids().slice(0, 4)).toEqual(['call-0', 'call-1', 'call-2', 'own']);
  expect(openIds()).toHaveLength(3);
  expect(openIds()).toContain('own');
});

test('in a low window fewer are open, but never less than one', () => {
  window.innerHeight = 500;
  show(trayOf(3));
  expect(openIds()).toEqual(['own']);
});

test('an unfolded line opens, and folding it again leaves it a line', () => {
  show(trayOf(10));
  const line = () =>
    screen.getAllByTestId('card').find((card) => card.dataset['callId'] === 'call-7')!;
  fireEvent.click(line().querySelector('button')!);
  expect(openIds()).toContain('call-7');
  fireEvent.keyDown(line(), { key: 'Escape' });
  expect(openIds()).not.toContain('call-7');
});

test('what was put away is gone', () => {
  show([sampleCard({ dismissed: true })]);
  expect(screen.queryByTestId('card')).toBeNull();
});

test('each state of a call is said once, politely, with the name when it comes in time', async () => {
  const view = show([]);
  const announcer = screen.getByTestId('announcer');
  expect(announcer.getAttribute('aria-live')).toBe('polite');
  view.again(trayWith([sampleCard({ people: [] })]));
  await wait(100);
  view.again(trayWith([sampleCard()]));
  await wait();
  expect(spoken()).toBe('Call from Ida Plus for Support');
  view.again(trayWith([sampleCard({ tickets: [] })]));
  await wait();
  expect(spoken()).toBe('Call from Ida Plus for Support');
  view.again(trayWith([sampleCard({}, talking)]));
  await wait();
  expect(spoken()).toBe('Talking with Ida Plus');
  view.again(trayWith([sampleCard({}, missed)]));
  await wait();
  expect(spoken()).toBe('Missed call from Ida Plus');
});

test('the arrow keys on the handle move the tray', () => {
  show([sampleCard()]);
  const handle = screen.getByRole('button', { name: 'Move with the arrow keys' });
  fireEvent.keyDown(handle, { key: 'a' });
  expect(onPlace).not.toHaveBeenCalled();
  fireEvent.keyDown(handle, { key: 'ArrowLeft' });
  expect(onPlace).toHaveBeenCalledTimes(1);
});

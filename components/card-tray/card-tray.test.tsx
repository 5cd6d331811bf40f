import { act, fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CardActions } from '../../lib/core/card-actions.ts';
import type { CardView } from '../../lib/core/card.ts';
import { trayOf } from '../../tests/gallery/card-cases.ts';
import { idleActions } from '../../tests/gallery/idle-actions.ts';
import {
  missed,
  nobody,
  NOW,
  sampleCard,
  talking,
  unchosen,
} from '../../tests/gallery/sample-cards.ts';
import { renderWith } from '../testing/render.tsx';
import { NAME_GRACE_MS } from './Announcer.tsx';
import { CardTray } from './CardTray.tsx';
import { NEW_TRAY, type TrayMemory } from './tray-memory.ts';
import { NEWS_MS } from './tray-order.ts';

const onMemory = vi.fn<(memory: TrayMemory) => void>();
const onLeave = vi.fn<() => void>();
beforeEach(() => {
  vi.useFakeTimers();
  onMemory.mockClear();
  onLeave.mockClear();
  window.innerHeight = 1800;
});
afterEach(() => vi.useRealTimers());

/** Remembers as a page does. */
function Kept({ cards, actions }: { cards: readonly CardView[]; actions: CardActions }) {
  const [memory, setMemory] = useState(NEW_TRAY);
  return (
    <CardTray
      cards={cards}
      actions={actions}
      memory={memory}
      onMemory={(next) => {
        onMemory(next);
        setMemory(next);
      }}
      onLeave={onLeave}
    />
  );
}
const trayWith = (cards: readonly CardView[], actions: Partial<CardActions> = {}) => (
  <Kept cards={cards} actions={{ ...idleActions, ...actions }} />
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
  // The missed ones are one line.
  expect(ids()).toHaveLength(4);
  expect(screen.getByTestId('over').textContent).toContain('6 missed');
  expect(ids().slice(0, 4)).toEqual(['call-0', 'call-1', 'call-2', 'own']);
  expect(openIds()).toHaveLength(3);
  expect(openIds()).toContain('own');
});

test('in a low window fewer are open, but never less than one', () => {
  window.innerHeight = 500;
  show(trayOf(3));
  expect(openIds()).toEqual(['own']);
});

const cardOf = (id: string) =>
  screen.getAllByTestId('card').find((card) => card.dataset['callId'] === id)!;

test('an unfolded line opens, and folding it again leaves it a line', () => {
  show(trayOf(10));
  fireEvent.click(screen.getByTestId('over-show'));
  expect(ids()).toHaveLength(10);
  fireEvent.click(cardOf('call-7').querySelector('[data-unfold]')!);
  expect(openIds()).toContain('call-7');
  fireEvent.keyDown(cardOf('call-7'), { key: 'Escape' });
  expect(openIds()).not.toContain('call-7');
  expect(onLeave).toHaveBeenCalledTimes(1);
});

test('a missed call is open for a moment, then a line, and with a second one they are one line', async () => {
  const over = (id: string) => sampleCard({}, { ...missed, id, endedAt: NOW - 1_000 });
  const view = show([over('a')]);
  expect(openIds()).toEqual(['a']);
  view.clock.advance(NEWS_MS);
  await wait(NEWS_MS + 1_000);
  expect(openIds()).toEqual([]);
  expect(ids()).toEqual(['a']);
  view.again(trayWith([over('a'), over('b')]));
  expect(screen.queryAllByTestId('card')).toEqual([]);
  expect(screen.getByTestId('over').textContent).toContain('2 calls over');
  // Nothing is waited for any more.
  await wait();
  expect([view.clock.waiting(), vi.getTimerCount()]).toEqual([0, 0]);
});

test('all that is over is put away by one press, what runs stays', async () => {
  const dismiss = vi.fn<CardActions['dismiss']>(idleActions.dismiss);
  renderWith(trayWith(trayOf(10), { dismiss }), { now: NOW });
  fireEvent.click(screen.getByTestId('put-all-away'));
  await wait(0);
  expect(dismiss.mock.calls.map(([id]) => id).toSorted()).toEqual(
    [3, 4, 5, 6, 7, 8].map((index) => `call-${index}`),
  );
});

test('a card the agent is in does not fold away under their hands', async () => {
  const over = (id: string) => sampleCard({}, { ...missed, id, endedAt: NOW - 1_000 });
  const view = show([over('a'), over('b')]);
  fireEvent.focus(cardOf('a').querySelector('textarea')!);
  view.clock.advance(NEWS_MS + 1_000);
  await wait(NEWS_MS + 1_000);
  expect(ids()).toContain('a');
});

test.each([
  ['ArrowDown', 'ArrowUp'],
  ['j', 'k'],
])('%s and %s go from card to card, but are letters in a field', (down, up) => {
  show(trayOf(4));
  const [first, second] = screen.getAllByTestId('card');
  first!.focus();
  fireEvent.keyDown(first!, { key: down });
  expect(second!.contains(document.activeElement)).toBe(true);
  fireEvent.keyDown(document.activeElement!, { key: up });
  expect(document.activeElement).toBe(first);
  const field = first!.querySelector('textarea')!;
  field.focus();
  fireEvent.keyDown(field, { key: down });
  expect(document.activeElement).toBe(field);
});

test('Left and Right go from one thing to the next inside a card', () => {
  show([sampleCard()]);
  const card = screen.getByTestId('card');
  card.focus();
  fireEvent.keyDown(card, { key: 'ArrowRight' });
  const first = document.activeElement!;
  expect(first.tagName).toBe('BUTTON');
  fireEvent.keyDown(first, { key: 'ArrowRight' });
  expect(document.activeElement).not.toBe(first);
  fireEvent.keyDown(document.activeElement!, { key: 'ArrowLeft' });
  expect(document.activeElement).toBe(first);
});

test('the card with the focus goes by itself: the focus goes back to where it came from', async () => {
  const view = show([sampleCard(), sampleCard({}, { id: 'other' })]);
  cardOf('main-1').focus();
  view.again(trayWith([sampleCard({}, { id: 'other' })]));
  await wait(0);
  expect(onLeave).toHaveBeenCalledTimes(1);
  expect(cardOf('other').contains(document.activeElement)).toBe(false);
});

test('put away by key, the next card has the focus', async () => {
  const view = show([sampleCard(), sampleCard({}, { id: 'other' })]);
  cardOf('main-1').focus();
  fireEvent.keyDown(cardOf('main-1'), { key: 'd' });
  view.again(trayWith([sampleCard({ dismissed: true }), sampleCard({}, { id: 'other' })]));
  await wait(0);
  expect(cardOf('other').contains(document.activeElement)).toBe(true);
  expect(onLeave).not.toHaveBeenCalled();
});

test('a search that is half done stays although its call goes', async () => {
  const stranger = unchosen(sampleCard(nobody, { id: 'stranger' }));
  const view = show([stranger]);
  fireEvent.click(screen.getByTestId('search-person'));
  fireEvent.change(screen.getByTestId('person-query'), { target: { value: 'ida' } });
  view.again(trayWith([]));
  expect(screen.getByTestId<HTMLInputElement>('person-query').value).toBe('ida');
  fireEvent.keyDown(screen.getByTestId('person-query'), { key: 'Escape' });
  await wait(0);
  expect(screen.queryByTestId('card')).toBeNull();
});

test('only the card that changed is drawn again', () => {
  const cards = trayOf(4);
  const view = show(cards);
  const before = cards.slice(1).map((card) => cardOf(card.call.id).innerHTML);
  const watch = new MutationObserver(() => {});
  watch.observe(screen.getByTestId('tray'), { subtree: true, childList: true, attributes: true });
  view.again(trayWith([{ ...cards[0]!, tickets: [] }, ...cards.slice(1)]));
  const touched = watch
    .takeRecords()
    .map(({ target }) => (target as Element).closest<HTMLElement>('[data-call-id]'));
  watch.disconnect();
  expect([...new Set(touched.map((card) => card?.dataset['callId']))]).toEqual(['own']);
  expect(cards.slice(1).map((card) => cardOf(card.call.id).innerHTML)).toEqual(before);
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
  expect(onMemory).not.toHaveBeenCalled();
  fireEvent.keyDown(handle, { key: 'ArrowLeft' });
  expect(onMemory).toHaveBeenCalledTimes(1);
});

test('with ten calls at once it counts instead of naming, and says nothing twice', async () => {
  const ringing = (count: number) =>
    Array.from({ length: count }, (_, index) => sampleCard({}, { id: `r${index}` }));
  const view = show([]);
  view.again(trayWith(ringing(10)));
  await wait();
  expect(spoken()).toBe('10 calls ringing');
  view.again(trayWith(ringing(10).map((card) => ({ ...card, tickets: [] }))));
  await wait(5_000);
  expect(spoken()).toBe('10 calls ringing');
  expect(vi.getTimerCount()).toBe(0);
});

test('what was over before the page came is not read out', async () => {
  show([sampleCard({}, missed)]);
  await wait(5_000);
  expect(spoken()).toBe('');
});

test('a colleague who took it and a note that arrived are said', async () => {
  const view = show([sampleCard()]);
  await wait();
  view.again(trayWith([sampleCard({}, { ...talking, mine: false })]));
  await wait();
  expect(spoken()).toBe('Anna took the call from Ida Plus');
  const note = { text: 'x', internal: true, status: 'sent' as const };
  view.again(
    trayWith([
      sampleCard({ note: { ...note, ticket: { id: 2, number: '39002' } } }, { ...talking }),
    ]),
  );
  await wait();
  expect(spoken()).toBe('Note is in #39002');
});

test('docked by one press, side by side at the bottom, and new calls as lines', () => {
  show([sampleCard({}, talking)]);
  fireEvent.click(screen.getByTestId('more'));
  fireEvent.click(screen.getByTestId('dock-bottom'));
  expect(onMemory.mock.lastCall![0].place.row).toBe(true);
  fireEvent.click(screen.getByTestId('dock-left'));
  expect(screen.getByTestId('tray').dataset['side']).toBe('left');
  expect(screen.getByTestId('dock-left').getAttribute('aria-pressed')).toBe('true');
  fireEvent.click(screen.getByTestId('compact'));
  expect(onMemory.mock.lastCall![0].compact).toBe(true);
  expect(openIds()).toEqual([]);
});

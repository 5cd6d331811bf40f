import { expect, test } from 'vitest';
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { CardView } from '../../lib/core/card.ts';
import { ended, missed, NOW, sampleCard, talking } from '../../tests/gallery/sample-cards.ts';
import { isDone, openCards, orderCards, type Room, trayParts } from './tray-order.ts';

const card = (id: string, call: Partial<AgentCall> = {}, part: Partial<CardView> = {}) =>
  sampleCard(part, { id, ...call });
const ids = (cards: readonly CardView[]) => cards.map(({ call }) => call.id);
const room: Room = { width: 1600, height: 4000, row: false, compact: false };
const none = new Set<string>();

test('newest ringing first, then the talk, then who waits, then what is over', () => {
  const cards = [
    card('over', ended),
    card('queued', { state: 'queued' }),
    card('talk', talking),
    card('old', { startedAt: NOW - 9_000 }),
    card('new', { startedAt: NOW - 1_000 }),
    card('away', {}, { dismissed: true }),
  ];
  expect(ids(orderCards(cards))).toEqual(['new', 'old', 'talk', 'queued', 'over']);
});

test('an own talk that is over waits for its note, then it is done', () => {
  expect(isDone(card('a', ended))).toBe(false);
  const note = { text: 'x', internal: true, status: 'sent' as const };
  expect(isDone(card('a', ended, { note }))).toBe(true);
  expect(isDone(card('a', missed))).toBe(true);
  const typed = { text: 'x', internal: true, status: 'draft' as const };
  expect(isDone(card('a', missed, { note: { ...typed, keptAt: NOW } }))).toBe(false);
  // A template of the line, nobody typed it.
  expect(isDone(card('a', missed, { note: typed }))).toBe(true);
});

test('missed calls are news for a moment, then fold into one line from two on', () => {
  const cards = [1, 2, 3].map((each) =>
    card(`m${each}`, { ...missed, endedAt: NOW - each * 3_000 }),
  );
  const early = trayParts(cards, none, NOW);
  expect(ids(early.over)).toEqual([]);
  expect(early.nextAt).toBe(NOW + 2_000);
  const later = trayParts(cards, none, NOW + 3_000);
  expect(ids(later.over)).toEqual(['m2', 'm3']);
  expect(ids(later.shown)).toEqual(['m1']);
  const end = trayParts(cards, none, NOW + 60_000);
  expect(ids(end.over)).toEqual(['m1', 'm2', 'm3']);
  expect(end.nextAt).toBeUndefined();
  expect(ids(trayParts(cards, new Set(['m2']), NOW + 60_000).shown)).toEqual(['m2']);
});

test('one alone keeps its own line', () => {
  const parts = trayParts([card('m', missed)], none, NOW + 60_000);
  expect(ids(parts.shown)).toEqual(['m']);
  expect(parts.over).toEqual([]);
});

test('at most three are open, the talk among them, and what the agent unfolded first of all', () => {
  const cards = orderCards([
    ...Array.from({ length: 9 }, (_, index) => card(`r${index}`, { startedAt: NOW - index })),
    card('talk', talking),
  ]);
  const open = openCards(cards, new Map(), room, NOW);
  expect([...open].toSorted()).toEqual(['r0', 'r1', 'talk']);
  const wished = openCards(
    cards,
    new Map([
      ['r7', false],
      ['r0', true],
    ]),
    room,
    NOW,
  );
  expect([...wished].toSorted()).toEqual(['r1', 'r7', 'talk']);
});

test('a low window has one, an agent who wants lines has none but what was unfolded', () => {
  const cards = [card('a'), card('b')];
  expect(openCards(cards, new Map(), { ...room, height: 200 }, NOW).size).toBe(1);
  const compact = { ...room, compact: true };
  expect(openCards(cards, new Map(), compact, NOW).size).toBe(0);
  expect([...openCards(cards, new Map([['b', false]]), compact, NOW)]).toEqual(['b']);
});

test('side by side as many as the window is wide for', () => {
  const cards = [card('a'), card('b'), card('c'), card('d')];
  const row = { ...room, row: true, height: 300 };
  expect(openCards(cards, new Map(), { ...row, width: 800 }, NOW).size).toBe(2);
  expect(openCards(cards, new Map(), { ...row, width: 4000 }, NOW).size).toBe(3);
});

test('old news is not open by itself', () => {
  const cards = [card('m', missed)];
  expect(openCards(cards, new Map(), room, NOW + 60_000).size).toBe(0);
  expect(openCards(cards, new Map(), room, missed.endedAt! + 1_000).size).toBe(1);
});

import { expect, test } from 'vitest';
import { sampleCard } from '../../tests/gallery/sample-cards.ts';
import { createCardsStore } from './cards-store.ts';

const card = (id: string, version: number) => sampleCard({}, { id, version });
const all = { type: 'all', cards: [card('a', 2)], phone: 'on', locale: 'auto' } as const;

function setUp() {
  const store = createCardsStore();
  store.apply({ ...all, cards: [...all.cards] });
  return store;
}
const versions = (store: ReturnType<typeof setUp>) =>
  store.getState().cards.map(({ call }) => [call.id, call.version]);

test('nothing is dialled and nothing sounds before the background has said so', () => {
  expect(createCardsStore().getState()).toMatchObject({ told: false, dial: 'off', sound: 'off' });
  expect(setUp().getState()).toMatchObject({ told: true, dial: 'off', sound: 'off' });
});

test('a call is replaced by a newer one, never by an older one', () => {
  const store = setUp();
  store.apply({ type: 'card', card: card('a', 3) });
  store.apply({ type: 'card', card: card('a', 1) });
  expect(versions(store)).toEqual([['a', 3]]);
});

test('the same version may bring more: names and tickets stream in', () => {
  const store = setUp();
  store.apply({ type: 'card', card: { ...card('a', 2), tickets: [] } });
  expect(store.getState().cards[0]!.tickets).toEqual([]);
});

test('new calls are added, gone ones leave, unknown ones do no harm', () => {
  const store = setUp();
  store.apply({ type: 'card', card: card('b', 1) });
  store.apply({ type: 'gone', id: 'a' });
  store.apply({ type: 'gone', id: 'never' });
  store.apply({ type: 'focus' });
  expect(versions(store)).toEqual([['b', 1]]);
});

test('all that is set is passed on; what was not told is off', () => {
  const store = setUp();
  expect(store.getState()).toMatchObject({ strip: false, userId: undefined, volume: 60 });
  store.apply({
    ...all,
    cards: [...all.cards],
    strip: true,
    userId: 3,
    volume: 10,
    links: [{ name: 'Map', url: 'https://map.example.com/' }],
    outcomes: ['Order'],
    templates: [{ name: 'Order', text: 'Order: ' }],
    noteInternal: false,
  });
  expect(store.getState()).toMatchObject({
    strip: true,
    userId: 3,
    volume: 10,
    settings: {
      links: [{ name: 'Map', url: 'https://map.example.com/' }],
      outcomes: ['Order'],
      templates: [{ name: 'Order', text: 'Order: ' }],
      noteInternal: false,
    },
  });
});

test('what did not change stays the same object, so that nothing of it is drawn again', () => {
  const store = setUp();
  const before = store.getState();
  store.apply({ ...all, cards: [card('a', 2), card('b', 1)] });
  expect(store.getState().cards[0]).toBe(before.cards[0]);
  expect(store.getState().settings).toBe(before.settings);
});

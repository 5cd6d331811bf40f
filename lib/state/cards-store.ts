/** What the background told about the calls of now: the live state of card tray and popup. */
import { createStore } from 'zustand/vanilla';
import type { CardsMessage, CardView } from '../core/card.ts';

export interface CardsState {
  /** False until the background has told everything once. */
  told: boolean;
  cards: readonly CardView[];
  phone: 'on' | 'quiet';
  locale: 'de' | 'en' | 'auto';
  dial: 'system' | 'relay' | 'off';
  sound: 'off' | 'soft' | 'ring';
}

export const INITIAL_CARDS: CardsState = {
  told: false,
  cards: [],
  phone: 'on',
  locale: 'auto',
  dial: 'off',
  sound: 'off',
};

/**
 * The state after a message. A card only ever replaces an older version of its call; within one
 * call version the later message counts (names and tickets stream in).
 */
export function applyMessage(state: CardsState, message: CardsMessage): CardsState {
  switch (message.type) {
    case 'all':
      return {
        told: true,
        cards: message.cards,
        phone: message.phone,
        locale: message.locale,
        dial: message.dial ?? 'off',
        sound: message.sound ?? 'off',
      };
    case 'card': {
      const { card } = message;
      const index = state.cards.findIndex((each) => each.call.id === card.call.id);
      const known = state.cards[index];
      if (!known) return { ...state, cards: [...state.cards, card] };
      if (known.call.version > card.call.version) return state;
      return { ...state, cards: state.cards.with(index, card) };
    }
    case 'gone':
      return { ...state, cards: state.cards.filter((card) => card.call.id !== message.id) };
    default:
      return state;
  }
}

export type CardsStore = ReturnType<typeof createCardsStore>;

export function createCardsStore() {
  const store = createStore<CardsState>()(() => INITIAL_CARDS);
  return {
    ...store,
    apply: (message: CardsMessage) => store.setState(applyMessage(store.getState(), message), true),
  };
}

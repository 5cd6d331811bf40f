/** What the background told about the calls of now: the live state of card tray and popup. */
import { createStore } from 'zustand/vanilla';
import type { CardsMessage, CardView } from '../core/card.ts';
import type { CardLink, NoteTemplate } from '../core/settings.ts';

/** What the agent's settings put on every card. */
export interface CardChoices {
  links: readonly CardLink[];
  outcomes: readonly string[];
  templates: readonly NoteTemplate[];
  noteInternal: boolean;
}

export interface CardsState {
  /** False until the background has told everything once. */
  told: boolean;
  cards: readonly CardView[];
  phone: 'on' | 'quiet';
  locale: 'de' | 'en' | 'auto';
  dial: 'system' | 'relay' | 'off';
  sound: 'off' | 'soft' | 'ring';
  /** 0–100. */
  volume: number;
  /** The strip of earlier calls on profiles and tickets. */
  strip: boolean;
  settings: CardChoices;
  /** The agent in Zammad, once told. */
  userId: number | undefined;
}

export const INITIAL_CARDS: CardsState = {
  told: false,
  cards: [],
  phone: 'on',
  locale: 'auto',
  dial: 'off',
  sound: 'off',
  volume: 60,
  strip: false,
  settings: { links: [], outcomes: [], templates: [], noteInternal: true },
  userId: undefined,
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
        cards: message.cards.map((card) => sameOr(state.cards, card)),
        phone: message.phone,
        locale: message.locale,
        dial: message.dial ?? 'off',
        sound: message.sound ?? 'off',
        volume: message.volume ?? INITIAL_CARDS.volume,
        strip: message.strip ?? false,
        settings: choicesOf(state.settings, message),
        userId: message.userId,
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

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** The object we have, when the new one says the same: what did not change is not drawn again. */
function sameOr(known: readonly CardView[], card: CardView): CardView {
  const before = known.find((each) => each.call.id === card.call.id);
  return before && same(before, card) ? before : card;
}

function choicesOf(
  before: CardChoices,
  { links, outcomes, templates, noteInternal }: Extract<CardsMessage, { type: 'all' }>,
): CardChoices {
  const next: CardChoices = {
    links: links ?? [],
    outcomes: outcomes ?? [],
    templates: templates ?? [],
    noteInternal: noteInternal ?? true,
  };
  return same(before, next) ? before : next;
}

export type CardsStore = ReturnType<typeof createCardsStore>;

export function createCardsStore() {
  const store = createStore<CardsState>()(() => INITIAL_CARDS);
  return {
    ...store,
    apply: (message: CardsMessage) => store.setState(applyMessage(store.getState(), message), true),
  };
}

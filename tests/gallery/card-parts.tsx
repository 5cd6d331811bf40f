/** The card by itself: as it comes, as a line, and in the hands of an agent. */
import type { ReactNode } from 'react';
import { CallCard } from '../../components/call-card/CallCard.tsx';
import type { CardActions } from '../../lib/core/card-actions.ts';
import type { CardView } from '../../lib/core/card.ts';
import { cardCases } from './card-cases.ts';
import type { GalleryCase, GalleryPart } from './gallery-part.ts';
import { idleActions } from './idle-actions.ts';
import { noteCases } from './note-cases.ts';
import { peopleCases } from './people-cases.ts';
import type { Deed } from './Played.tsx';
import { gallerySettings } from './sample-cards.ts';
import { usedCases } from './used-cases.ts';

/** A card and what an agent's hand does to it. */
export interface PlayedCard {
  card: CardView;
  deeds: readonly Deed[];
  /** What is answered differently from `idleActions`. */
  answers?: Partial<CardActions>;
}

const dock = { side: 'right', compact: false, onDock() {}, onCompact() {} } as const;
const grip = { onPointerDown() {}, onKeyDown() {} };
const named = (name: string, card: CardView): CardView => ({
  ...card,
  call: { ...card.call, id: name },
});

function cardOf(name: string, card: CardView, folded: boolean, answers?: Partial<CardActions>) {
  return (): ReactNode => (
    <CallCard
      card={named(name, card)}
      folded={folded}
      actions={answers ? { ...idleActions, ...answers } : idleActions}
      settings={gallerySettings}
      grip={folded ? undefined : grip}
      dock={folded ? undefined : dock}
      onFold={() => {}}
    />
  );
}

const each = <T,>(all: Record<string, T>, make: (name: string, one: T) => GalleryCase) =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, make(name, one)]));
const played = (cases: Record<string, PlayedCard>) =>
  each(cases, (name, { card, deeds, answers }) => ({
    content: cardOf(name, card, false, answers),
    deeds,
  }));

const frame = { frame: 'none', width: 360 } as const;

export const cardParts = {
  card: {
    ...frame,
    title: 'Card',
    cases: each(cardCases, (name, card) => ({ content: cardOf(name, card, false) })),
  },
  folded: {
    ...frame,
    title: 'Card as a line',
    cases: each(cardCases, (name, card) => ({ content: cardOf(name, card, true) })),
  },
  used: { ...frame, title: 'Card in use', cases: played(usedCases) },
  people: { ...frame, title: 'Person search', cases: played(peopleCases) },
  note: { ...frame, title: 'Note editor', cases: played(noteCases) },
} satisfies Record<string, GalleryPart>;

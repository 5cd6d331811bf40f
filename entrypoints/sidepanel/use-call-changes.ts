import { useEffect, useRef } from 'react';
import type { CardView } from '../../lib/core/card.ts';
import type { CardsStore } from '../../lib/state/cards-store.ts';

/** Calls `onChange` when a call came or ended, or its note went on: what lists do not know yet. */
export function useCallChanges(store: CardsStore, onChange: () => void): void {
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(
    () =>
      store.subscribe(({ cards, told }, before) => {
        if (!told || !before.told || cards === before.cards) return;
        const was = new Map(before.cards.map((card) => [card.call.id, markOf(card)]));
        if (cards.some((card) => isNews(card, was))) latest.current();
      }),
    [store],
  );
}

const markOf = ({ call, note }: CardView) => `${call.state} ${call.missed} ${note.status}`;

/** A card of the past that was only asked for is no news. */
function isNews(card: CardView, was: ReadonlyMap<string, string>): boolean {
  const before = was.get(card.call.id);
  if (before === undefined) return card.call.state !== 'ended' || !card.dismissed;
  return before !== markOf(card);
}

/** Waiting for a card to become as wanted. For tests. */
import type { CardView } from '../../lib/core/card.ts';
import type { Cards } from '../../entrypoints/background/cards.ts';

/** @returns waits for the card, as soon as it is as wanted */
export function createUntil(cards: Pick<Cards, 'get' | 'onChange'>) {
  const watchers = new Set<() => void>();
  cards.onChange(() => {
    for (const watch of watchers) watch();
  });
  return (wanted: (view: CardView, enriched: boolean) => boolean, id = 'c1') =>
    new Promise<CardView>((done) => {
      const watch = () => {
        const record = cards.get(id);
        if (!record || !wanted(record.view, record.enriched)) return;
        watchers.delete(watch);
        done(record.view);
      };
      watchers.add(watch);
      watch();
    });
}

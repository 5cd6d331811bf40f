import { type CSSProperties, useRef, useState } from 'react';
import type { CardView } from '../../lib/core/card.ts';
import type { CardActions } from '../../lib/core/card-actions.ts';
import { CallCard } from '../call-card/CallCard.tsx';
import { useLanguage } from '../surroundings.tsx';
import { Announcer } from './Announcer.tsx';
import styles from './card-tray.module.css';
import type { Place } from './place.ts';
import { openCards, orderCards } from './tray-order.ts';
import { useDrag } from './use-drag.ts';

export interface CardTrayProps {
  cards: readonly CardView[];
  actions: CardActions;
  place: Place;
  onPlace: (place: Place) => void;
  /** Esc in a card: give the focus back to where it was. */
  onLeave?: (() => void) | undefined;
}

/** All calls of now: newest ringing on top, at most three open, the others as lines. */
export function CardTray({ cards, actions, place, onPlace, onLeave }: CardTrayProps) {
  const { texts } = useLanguage();
  const tray = useRef<HTMLDivElement>(null);
  const [wishes, setWishes] = useState<ReadonlyMap<string, boolean>>(new Map());
  const { grip, shown } = useDrag(tray, place, onPlace);
  const ordered = orderCards(cards);
  const open = openCards(ordered, wishes, window.innerHeight - shown.offset);

  function onFold(callId: string, folded: boolean): void {
    // An unfolded card is open above all others; so the wish before it ends.
    const kept = [...wishes].filter(([id, wish]) => wish && id !== callId);
    setWishes(new Map([...kept, [callId, folded]]));
  }

  return (
    <>
      <Announcer cards={ordered} />
      <div
        ref={tray}
        className={styles.tray}
        data-edge={shown.edge}
        style={{ '--right': `${shown.right}px`, '--offset': `${shown.offset}px` } as CSSProperties}
        role="region"
        aria-label={texts.tray.label}
        hidden={ordered.length === 0}
      >
        {ordered.map((card) => (
          <CallCard
            key={card.call.id}
            card={card}
            folded={!open.has(card.call.id)}
            actions={actions}
            grip={grip}
            onFold={(folded) => onFold(card.call.id, folded)}
            onLeave={onLeave}
          />
        ))}
      </div>
    </>
  );
}

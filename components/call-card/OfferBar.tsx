import type { CardView } from '../../lib/core/card.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage, useNow } from '../surroundings.tsx';
import { whoText } from './card-state.ts';
import styles from './offer-bar.module.css';

export interface OfferBarProps {
  card: CardView;
  busy: boolean;
  onAccept: () => void;
}

/** What a rule would have opened, had the agent not been busy: to take up until it runs out. */
export function OfferBar({ card, busy, onAccept }: OfferBarProps) {
  const language = useLanguage();
  const { texts } = language;
  const now = useNow(card.offer !== undefined, 1000);
  const left = secondsLeft(card, now);
  if (!card.offer || left === 0) return null;
  return (
    <div className={styles.offer} data-testid="offer">
      <span className={styles.text}>
        {texts.people.offer[card.offer.what](whoText(card, language))}{' '}
        <span className={styles.left} role="timer" aria-live="off">
          ({texts.people.seconds(left)})
        </span>
      </span>
      <Button kind="mini" data-testid="offer-open" hint="O" disabled={busy} onClick={onAccept}>
        {texts.people.offerOpen}
      </Button>
    </div>
  );
}

/** Whole seconds until the offer is over; 0: there is none (any more). */
export function secondsLeft({ offer }: CardView, now: number): number {
  return offer ? Math.max(0, Math.ceil((offer.until - now) / 1000)) : 0;
}

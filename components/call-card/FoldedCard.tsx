import type { CardView } from '../../lib/core/card.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import { Avatar } from './Avatar.tsx';
import {
  avatarOf,
  chosenPerson,
  lineText,
  numberText,
  stateText,
  toneOf,
  whoText,
} from './card-state.ts';
import { Clock } from './Clock.tsx';
import styles from './folded-card.module.css';

export interface FoldedCardProps {
  card: CardView;
  onUnfold: () => void;
  onDismiss: () => void;
}

/** A call as one line that still says the one thing that matters. */
export function FoldedCard({ card, onUnfold, onDismiss }: FoldedCardProps) {
  const language = useLanguage();
  const { texts } = language;
  const { call } = card;
  const person = chosenPerson(card);
  const named = person || call.remote.internal || !numberText(call);
  const name = named ? whoText(card, language) : numberText(call);
  const line = lineText(call, language);
  return (
    <div className={styles.fold} data-tone={toneOf(call)}>
      <button type="button" className={styles.open} aria-expanded="false" onClick={onUnfold}>
        <span className={styles.dot} aria-hidden="true" />
        <Avatar {...avatarOf(card)} small />
        <span className={styles.text}>
          <span className={styles.name} data-testid="who">
            {name}
          </span>
          <span className={styles.meta}>
            {stateText(call, language)} <Clock call={call} />
            {line && <span data-testid="line"> · {line}</span>}
          </span>
        </span>
      </button>
      <Button
        kind="icon"
        aria-label={texts.actions.dismiss}
        title={texts.actions.dismiss}
        data-testid="dismiss"
        onClick={onDismiss}
      >
        <span aria-hidden="true">×</span>
      </Button>
    </div>
  );
}

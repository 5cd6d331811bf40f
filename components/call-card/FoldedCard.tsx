import type { CardView } from '../../lib/core/card.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import unseen from '../unseen.module.css';
import { Avatar } from './Avatar.tsx';
import {
  avatarOf,
  chosenPerson,
  lineText,
  numberText,
  outcomeOf,
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
  /** For missed calls, at hand without unfolding. */
  onCallBack?: (() => void) | undefined;
}

/** A call as one line that still says the one thing that matters. */
export function FoldedCard({ card, onUnfold, onDismiss, onCallBack }: FoldedCardProps) {
  const language = useLanguage();
  const { texts } = language;
  const { call } = card;
  const person = chosenPerson(card);
  const named = person || call.remote.internal || !numberText(call);
  const name = named ? whoText(card, language) : numberText(call);
  const line = lineText(call, language);
  const refused = card.note.status === 'refused';
  const noteWords = refused ? texts.note.refusedPlain : texts.note.label;
  const missed = outcomeOf(call) === 'missed' && card.note.status === 'draft';
  return (
    <div className={styles.fold} data-tone={toneOf(call)}>
      <button
        type="button"
        className={styles.open}
        data-unfold=""
        aria-expanded="false"
        onClick={onUnfold}
      >
        <span className={styles.dot} aria-hidden="true" />
        <Avatar {...avatarOf(card)} small />
        <span className={styles.text}>
          <span className={styles.name} data-testid="who">
            <bdi>{name}</bdi>
          </span>
          <span className={styles.meta} title={line || undefined}>
            {stateText(call, language)} <Clock call={call} />
            {line && <span data-testid="line"> · {line}</span>}
          </span>
        </span>
        {card.note.text !== '' && card.note.status !== 'sent' && (
          <span className={styles.written} data-bad={refused} title={noteWords}>
            <span aria-hidden="true">✎</span>
            <span className={unseen.words}>{noteWords}</span>
          </span>
        )}
      </button>
      {missed && onCallBack && (
        <Button kind="mini" data-testid="call-back" aria-keyshortcuts="C" onClick={onCallBack}>
          {texts.actions.callBack}
        </Button>
      )}
      <Button
        kind="icon"
        aria-label={texts.actions.dismiss}
        aria-keyshortcuts="D"
        title={`${texts.actions.dismiss} (D)`}
        data-testid="dismiss"
        onClick={onDismiss}
      >
        <span aria-hidden="true">×</span>
      </Button>
    </div>
  );
}

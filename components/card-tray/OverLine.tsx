import type { CardView } from '../../lib/core/card.ts';
import { Button } from '../form/Button.tsx';
import { outcomeOf } from '../call-card/card-state.ts';
import { useLanguage } from '../surroundings.tsx';
import styles from './over-line.module.css';

export interface OverLineProps {
  over: readonly CardView[];
  shown: boolean;
  onShow: (shown: boolean) => void;
  onPutAway: () => void;
}

/** All calls that are old news, as one line with a badge for the missed ones. */
export function OverLine({ over, shown, onShow, onPutAway }: OverLineProps) {
  const { texts } = useLanguage();
  const missed = over.filter((card) => outcomeOf(card.call) === 'missed').length;
  return (
    <div className={styles.line} data-testid="over" data-row="">
      <button
        type="button"
        className={styles.show}
        data-unfold=""
        data-testid="over-show"
        aria-expanded={shown}
        title={shown ? texts.tray.hideOver : texts.tray.showOver}
        onClick={() => onShow(!shown)}
      >
        <span className={styles.sign} aria-hidden="true">
          {shown ? '▾' : '▸'}
        </span>
        <span className={styles.text}>{texts.tray.over(over.length)}</span>
        {missed > 0 && <span className={styles.badge}>{texts.tray.missed(missed)}</span>}
      </button>
      <Button kind="mini" data-testid="put-all-away" onClick={onPutAway}>
        {texts.tray.putAllAway}
      </Button>
    </div>
  );
}

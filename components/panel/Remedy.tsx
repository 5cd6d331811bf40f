import { problemText } from '../../lib/i18n/texts.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import styles from './panel.module.css';

export interface RemedyProps {
  /** What went wrong, `area/what`. */
  code: string;
  /** Something older is still shown. */
  stale?: boolean | undefined;
  busy?: boolean | undefined;
  onRetry: () => void;
}

/** A failure in words, with the way on. */
export function Remedy({ code, stale, busy, onRetry }: RemedyProps) {
  const { texts } = useLanguage();
  return (
    <div className={styles.remedy} role="alert" data-testid="remedy" data-code={code}>
      <p>
        {problemText(texts, code)}
        {stale && ` ${texts.panel.offlineHint}`}
      </p>
      <Button kind="mini" disabled={busy} onClick={onRetry}>
        {texts.panel.tryAgain}
      </Button>
    </div>
  );
}

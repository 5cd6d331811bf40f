import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import styles from './offer-bar.module.css';

export interface UndoExcludeProps {
  name: string;
  busy: boolean;
  onUndo: () => void;
}

/** "Not them" counts for the whole team, so it can be taken back where it was said. */
export function UndoExclude({ name, busy, onUndo }: UndoExcludeProps) {
  const { texts } = useLanguage();
  return (
    <div className={styles.undo} role="status" data-testid="excluded">
      <span className={styles.text}>{texts.people.excluded(name)}</span>
      <Button kind="mini" data-testid="undo-exclude" disabled={busy} onClick={onUndo}>
        {texts.people.undo}
      </Button>
    </div>
  );
}

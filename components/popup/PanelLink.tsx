import { useLanguage } from '../surroundings.tsx';
import unseen from '../unseen.module.css';
import styles from './popup.module.css';

export interface PanelLinkProps {
  /** Callers who wait for a call back. */
  missed: number;
  /** What happened while nobody was here, not yet put away. */
  away?: { calls: number; missed: number } | undefined;
  onOpen: () => void;
}

/** The way to the side panel, and why one would go there now. */
export function PanelLink({ missed, away, onOpen }: PanelLinkProps) {
  const { texts } = useLanguage();
  return (
    <button type="button" className={styles.panel} data-testid="open-panel" onClick={onOpen}>
      <span className={styles.panelWords}>
        <span>{texts.panel.openPanel}</span>
        {away && (
          <span className={styles.quiet}>{texts.panel.awayHint(away.calls, away.missed)}</span>
        )}
      </span>
      {missed > 0 && (
        <span
          className={styles.missed}
          data-testid="missed-count"
          title={texts.panel.missedCount(missed)}
        >
          <span aria-hidden="true">{missed > 99 ? '99+' : missed}</span>
          <span className={unseen.words}>{texts.panel.missedCount(missed)}</span>
        </span>
      )}
      <span aria-hidden="true">›</span>
    </button>
  );
}

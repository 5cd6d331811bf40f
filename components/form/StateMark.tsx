import styles from './state-mark.module.css';

const MARK = { ok: '✓', warn: '!', bad: '✗', info: '·', waiting: '…', skipped: '–' } as const;

/** How something stands, as one sign; the words stand beside it. */
export function StateMark({ state }: { state: keyof typeof MARK }) {
  return (
    <span className={styles.mark} data-state={state} aria-hidden="true">
      {MARK[state]}
    </span>
  );
}

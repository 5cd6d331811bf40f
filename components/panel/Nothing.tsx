import styles from './panel.module.css';

/** Nothing is here, and why that is fine or what to do. */
export function Nothing({ words, hint }: { words: string; hint: string }) {
  return (
    <div className={styles.nothing} data-testid="nothing">
      <p className={styles.nothingWords}>{words}</p>
      {hint !== '' && <p>{hint}</p>}
    </div>
  );
}

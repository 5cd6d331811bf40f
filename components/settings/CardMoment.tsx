import { useLanguage } from '../surroundings.tsx';
import styles from './card-moment.module.css';

/** A call as a line, with the time at which its card is there. */
export function CardMoment({ when }: { when: 'ring' | 'answer' | 'off' }) {
  const { texts } = useLanguage();
  const t = texts.settingsPage.picture;
  return (
    <div className={styles.moment}>
      <div className={styles.line} data-when={when} aria-hidden="true">
        <span className={styles.ringing}>{t.ringing}</span>
        <span className={styles.talking}>{t.talking}</span>
        {when !== 'off' && <span className={styles.card}>{t.card}</span>}
      </div>
      <span>{t[when]}</span>
    </div>
  );
}

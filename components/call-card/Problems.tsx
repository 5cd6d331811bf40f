import { problemText } from '../../lib/i18n/texts.ts';
import { useLanguage } from '../surroundings.tsx';
import styles from './problems.module.css';

/** What is missing or did not work, in words. `failed`: the code of the agent's last action. */
export function Problems({
  codes,
  failed,
}: {
  codes: readonly string[];
  failed?: string | undefined;
}) {
  const { texts } = useLanguage();
  const all = [...new Set(failed ? [failed, ...codes] : codes)];
  return (
    <div role="status" className={styles.problems}>
      {all.map((code) => (
        <p key={code} className={styles.problem} data-testid="problem" data-code={code}>
          {problemText(texts, code)}
        </p>
      ))}
    </div>
  );
}

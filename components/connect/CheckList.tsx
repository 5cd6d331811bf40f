import { problemText } from '../../lib/i18n/texts.ts';
import { StateMark } from '../form/StateMark.tsx';
import { useLanguage } from '../surroundings.tsx';
import styles from './connect.module.css';

/** One line of the list. `problem` is the code of what to do. */
export interface CheckLine {
  id: 'address' | 'permission' | 'token' | 'tickets' | 'cti' | 'relay' | 'live';
  state: 'ok' | 'failed' | 'waiting' | 'skipped';
  problem?: string | undefined;
  fact?: string | undefined;
}

/** What works and what does not, each line with what to do about it. */
export function CheckList({ checks }: { checks: readonly CheckLine[] }) {
  const { texts } = useLanguage();
  const allFine = checks.every((check) => check.state === 'ok');
  // Nothing is known to be wrong while answers are still to come.
  const busy =
    checks.some((check) => check.state === 'waiting') &&
    !checks.some((check) => check.state === 'failed');
  return (
    <div>
      <p role="status" className={allFine ? styles.good : undefined} data-testid="check-summary">
        {allFine ? texts.connect.done : busy ? texts.connect.checking : texts.connect.notDone}
      </p>
      <ul className={styles.checks}>
        {checks.map((check) => (
          <li
            key={check.id}
            className={styles.check}
            data-testid={`check-${check.id}`}
            data-state={check.state}
          >
            <StateMark state={check.state === 'failed' ? 'bad' : check.state} />
            <div className={styles.grow}>
              <span>
                {texts.check[check.id]}
                <span className={styles.quiet}>
                  {': '}
                  {texts.checkState[check.state]}
                  {check.fact && ` (${check.fact})`}
                </span>
              </span>
              {check.problem && check.state !== 'ok' && (
                <p className={styles.remedy}>{problemText(texts, check.problem)}</p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

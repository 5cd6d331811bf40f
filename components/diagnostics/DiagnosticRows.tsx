import type { DiagnosticRow } from '../../lib/core/diagnostics.ts';
import { problemText, type Texts } from '../../lib/i18n/texts.ts';
import { StateMark } from '../form/StateMark.tsx';
import { useLanguage } from '../surroundings.tsx';
import styles from './diagnostics.module.css';

/** Our own words in the language of the page; versions, counts and names of settings stay. */
function inWords(value: string, words: Texts['diagnostics']['value']): string {
  return value
    .split(', ')
    .map((part) => (Object.hasOwn(words, part) ? words[part as keyof typeof words] : part))
    .join(', ');
}

/** Each fact with its state in words and, where something is wrong, what to do. */
export function DiagnosticRows({ rows }: { rows: readonly DiagnosticRow[] }) {
  const { texts } = useLanguage();
  const t = texts.diagnostics;
  return (
    <dl className={styles.rows} aria-label={t.rows}>
      {rows.map(({ id, state, value, problem }) => (
        <div key={id} className={styles.row} data-testid={`diagnostic-${id}`} data-state={state}>
          <dt className={styles.label}>
            <StateMark state={state} />
            {t.label[id]}
          </dt>
          <dd className={styles.value}>
            {inWords(value, t.value)}
            {state !== 'info' && (
              <span className={styles.state}>
                {value && ' · '}
                {t.state[state]}
              </span>
            )}
            {problem && <p className={styles.remedy}>{problemText(texts, problem)}</p>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

import type { Placeholder } from '../../lib/core/url-template.ts';
import { useLanguage } from '../surroundings.tsx';
import styles from './settings.module.css';

export interface PlaceholdersProps {
  names: readonly (Placeholder | 'time')[];
  /** `{name?}` is possible here. */
  optional?: boolean;
}

/** What may stand in braces, with what it means; folded away until asked for. */
export function Placeholders({ names, optional }: PlaceholdersProps) {
  const { texts } = useLanguage();
  const t = texts.settingsPage;
  return (
    <details className={styles.more}>
      <summary>{t.allowed}</summary>
      <dl className={styles.placeholders}>
        {names.map((name) => (
          <div key={name}>
            <dt>{`{${name}}`}</dt>
            <dd>{t.placeholder[name]}</dd>
          </div>
        ))}
      </dl>
      {optional && <p className={styles.quiet}>{t.optionalHint}</p>}
    </details>
  );
}

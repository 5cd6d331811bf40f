import type { ReactNode } from 'react';
import type { BrowserKept, PrivacyItem, PrivacyView } from '../../lib/core/privacy.ts';
import { useLanguage } from '../surroundings.tsx';
import { privacyProblem } from './privacy-problem.ts';
import styles from './privacy.module.css';

const KEPT = ['cards', 'drafts', 'outbox', 'memory'] as const satisfies (keyof BrowserKept)[];

/** Sentences: what, from when to when, and when it is gone. */
export function StoredList({ stored }: { stored: PrivacyView }) {
  const { texts } = useLanguage();
  const t = texts.privacy;
  const { relay, relayProblem, browser, display } = stored;
  const kept = KEPT.filter((kind) => browser[kind] > 0);
  return (
    <div className={styles.stored} data-testid="privacy-stored">
      <h3>{t.relay(display)}</h3>
      {relayProblem !== undefined && (
        <p className={styles.bad}>{privacyProblem(texts, relayProblem)}</p>
      )}
      {relay && (
        <>
          <List
            lines={relay.items.map((item) => ({
              key: item.kind,
              what: t.kind[item.kind](item.count),
              when: <When item={item} />,
            }))}
            nothing={relay.officer ? t.nothing : t.nothingSeen}
          />
          {relay.more && <p className={styles.quiet}>{t.more}</p>}
          <p className={styles.quiet}>{t.days(relay.retentionDays)}</p>
          {!relay.officer && <p className={styles.quiet}>{t.agentOnly}</p>}
        </>
      )}
      <h3>{t.browser}</h3>
      <List
        lines={kept.map((kind) => ({ key: kind, what: t.kept[kind](browser[kind]) }))}
        nothing={t.nothing}
      />
    </div>
  );
}

interface Line {
  key: string;
  what: string;
  when?: ReactNode;
}

function List({ lines, nothing }: { lines: readonly Line[]; nothing: string }) {
  if (lines.length === 0) return <p>{nothing}</p>;
  return (
    <ul className={styles.list}>
      {lines.map(({ key, what, when }) => (
        <li key={key} data-kind={key}>
          <span>{what}</span>
          {when}
        </li>
      ))}
    </ul>
  );
}

function When({ item }: { item: PrivacyItem }) {
  const { texts, locale } = useLanguage();
  const t = texts.privacy;
  const day = (at: number) =>
    new Date(at).toLocaleDateString(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const { firstAt, lastAt, goesAt, end } = item;
  const parts = [
    ...(firstAt !== undefined && lastAt !== undefined ? [t.span(day(firstAt), day(lastAt))] : []),
    goesAt === undefined ? t.end[end] : t.gone(day(goesAt)),
  ];
  return (
    <span className={styles.when}>
      {parts.map((part) => (
        <span key={part}>{part}</span>
      ))}
    </span>
  );
}

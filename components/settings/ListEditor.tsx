import type { ReactNode } from 'react';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import styles from './list-editor.module.css';
import type { Entry, List } from './use-list.ts';

export interface ListEditorProps<T> {
  list: List<T>;
  most: number;
  disabled: boolean;
  /** What an entry is called, for the names of its buttons. */
  nameOf: (value: T) => string;
  empty: T;
  /** The fields of one entry. */
  fields: (entry: Entry<T>) => ReactNode;
  testId: string;
}

/** Entries one below the other: add, remove with undo, move. */
export function ListEditor<T>(props: ListEditorProps<T>) {
  const { list, most, disabled, nameOf, empty, fields, testId } = props;
  const { texts } = useLanguage();
  const t = texts.settingsPage.list;
  const name = (value: T) => nameOf(value).trim() || t.fresh;
  const { entries, removed } = list;
  return (
    <div className={styles.list} data-testid={testId}>
      {entries.length === 0 && <p className={styles.quiet}>{t.none}</p>}
      <ol className={styles.entries}>
        {entries.map((entry, at) => (
          <li
            key={entry.key}
            className={styles.entry}
            data-testid={`${testId}-${at}`}
            onBlur={(gone) => {
              if (!gone.currentTarget.contains(gone.relatedTarget)) list.leave(entry.key);
            }}
          >
            <div className={styles.fields}>{fields(entry)}</div>
            <div className={styles.buttons}>
              <Button
                kind="icon"
                aria-label={t.upOf(name(entry.value))}
                title={t.up}
                disabled={disabled || at === 0}
                onClick={() => list.move(entry.key, -1)}
              >
                ↑
              </Button>
              <Button
                kind="icon"
                aria-label={t.downOf(name(entry.value))}
                title={t.down}
                disabled={disabled || at === entries.length - 1}
                onClick={() => list.move(entry.key, 1)}
              >
                ↓
              </Button>
              <Button
                kind="icon"
                aria-label={t.removeOf(name(entry.value))}
                title={t.remove}
                disabled={disabled}
                data-testid={`${testId}-${at}-remove`}
                onClick={() => list.remove(entry.key)}
              >
                ×
              </Button>
            </div>
          </li>
        ))}
      </ol>
      <div className={styles.foot}>
        <Button
          kind="mini"
          disabled={disabled || entries.length >= most}
          data-testid={`${testId}-add`}
          onClick={() => list.add(empty)}
        >
          + {t.add}
        </Button>
        {entries.length >= most && <span className={styles.quiet}>{t.full(most)}</span>}
        <span role="status" className={styles.quiet}>
          {removed && t.removed(name(removed.value))}
        </span>
        {removed && (
          <Button kind="link" data-testid={`${testId}-undo`} onClick={list.undo}>
            {texts.settingsPage.undo}
          </Button>
        )}
        {list.unsaved && <span className={styles.unsaved}>{texts.settingsPage.notSaved}</span>}
      </div>
    </div>
  );
}

import { useRef, useState } from 'react';
import type { Answer } from '../../lib/core/card-actions.ts';
import type { SettingKey } from '../../lib/core/settings.ts';
import { problemText } from '../../lib/i18n/texts.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import { importProblems } from './import-problems.ts';
import styles from './settings.module.css';

export interface BackupActions {
  exportFile: () => Promise<Answer<{ text: string; name: string }>>;
  importFile: (text: string) => Promise<Answer<{ skipped: SettingKey[] }>>;
  resetAll: () => Promise<Answer>;
  /** Hands a file to the person. */
  download: (file: { text: string; name: string }) => void;
}

/** A file of settings is a few kilobytes; a film is none. */
const LARGEST = 500_000;

interface Said {
  lines: string[];
  bad?: boolean;
}

/** Export, import with a way back, reset of everything. */
export function BackupSection({ exportFile, importFile, resetAll, download }: BackupActions) {
  const { texts, list } = useLanguage();
  const t = texts.settingsPage.backup;
  const [said, setSaid] = useState<Said>();
  const [before, setBefore] = useState<string>();
  const [sure, setSure] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const names = (keys: readonly SettingKey[]) =>
    list(keys.map((key) => texts.settingsPage.setting[key].name));

  async function onExport(): Promise<void> {
    const answer = await exportFile();
    if (!answer.ok) return setSaid({ lines: [problemText(texts, answer.code)], bad: true });
    download(answer.value);
    setSaid({ lines: [t.exported(answer.value.name)] });
  }

  async function onImport(file: File | undefined): Promise<void> {
    if (!file) return;
    if (file.size > LARGEST) return refuse([t.tooLarge]);
    const old = await exportFile();
    const answer = await importFile(await file.text());
    if (!answer.ok) return refuse(importProblems(texts, answer.detail));
    const { skipped } = answer.value;
    setBefore(old.ok ? old.value.text : undefined);
    setSaid({ lines: [t.imported, ...(skipped.length > 0 ? [t.skipped(names(skipped))] : [])] });
  }
  function refuse(lines: string[]): void {
    setBefore(undefined);
    setSaid({ lines: [texts.problem['settings/unreadable'], ...lines], bad: true });
  }

  async function onUndo(): Promise<void> {
    if (before === undefined) return;
    await importFile(before);
    setBefore(undefined);
    setSaid({ lines: [t.undone] });
  }

  async function onReset(): Promise<void> {
    setSure(false);
    const old = await exportFile();
    const answer = await resetAll();
    if (!answer.ok) return setSaid({ lines: [problemText(texts, answer.code)], bad: true });
    setBefore(old.ok ? old.value.text : undefined);
    setSaid({ lines: [t.wasReset] });
  }

  return (
    <div className={styles.stack}>
      <p className={styles.quiet}>{t.intro}</p>
      <div className={styles.buttons}>
        <Button data-testid="export" onClick={() => void onExport()}>
          {t.export}
        </Button>
        <Button data-testid="import" onClick={() => input.current?.click()}>
          {t.import}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".json,application/json"
          aria-label={t.import}
          data-testid="import-file"
          onChange={({ target }) => {
            void onImport(target.files?.[0]);
            // The same file may be chosen again after it was mended.
            target.value = '';
          }}
        />
      </div>
      <p className={styles.quiet}>{t.importHint}</p>
      <div className={styles.buttons}>
        {sure ? (
          <>
            <Button kind="primary" data-testid="reset-sure" onClick={() => void onReset()}>
              {t.resetSure}
            </Button>
            <Button onClick={() => setSure(false)}>{t.cancel}</Button>
          </>
        ) : (
          <Button data-testid="reset-all" onClick={() => setSure(true)}>
            {t.resetAll}
          </Button>
        )}
      </div>
      <p className={styles.quiet}>{t.resetAllHint}</p>
      <div role="status" data-testid="backup-said" className={said?.bad ? styles.bad : styles.good}>
        {said && (
          <ul className={styles.plainList}>
            {said.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
      {before !== undefined && (
        <div>
          <Button data-testid="undo-import" onClick={() => void onUndo()}>
            {texts.settingsPage.undo}
          </Button>
        </div>
      )}
    </div>
  );
}

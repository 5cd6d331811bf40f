import { useState } from 'react';
import type { Answer } from '../../lib/core/card-actions.ts';
import type { DiagnosticRow } from '../../lib/core/diagnostics.ts';
import { problemText } from '../../lib/i18n/texts.ts';
import { Button } from '../form/Button.tsx';
import { TextArea } from '../form/TextArea.tsx';
import { useLanguage } from '../surroundings.tsx';
import { DiagnosticRows } from './DiagnosticRows.tsx';
import styles from './diagnostics.module.css';

export interface DiagnosticsActions {
  diagnose: () => Promise<Answer<{ text: string; rows: DiagnosticRow[] }>>;
  copy: (text: string) => Promise<Answer>;
}

/** The report: made on demand, read here, copied into a mail. */
export function DiagnosticsView({ diagnose, copy }: DiagnosticsActions) {
  const { texts } = useLanguage();
  const t = texts.diagnostics;
  const [report, setReport] = useState<{ text: string; rows: DiagnosticRow[] }>();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string>();

  async function onMake(): Promise<void> {
    setBusy(true);
    setSaid(undefined);
    const answer = await diagnose();
    setBusy(false);
    if (answer.ok) setReport(answer.value);
    else setSaid(problemText(texts, answer.code));
  }
  async function onCopy(text: string): Promise<void> {
    const answer = await copy(text);
    setSaid(answer.ok ? t.copied : t.notCopied);
  }

  const trouble = report?.rows.filter(({ state }) => state === 'bad' || state === 'warn').length;
  return (
    <div className={styles.diagnostics}>
      <p className={styles.quiet}>{t.intro}</p>
      <div className={styles.buttons}>
        <Button
          kind={report ? 'plain' : 'primary'}
          data-testid="diagnose"
          disabled={busy}
          onClick={() => void onMake()}
        >
          {busy ? t.making : report ? t.again : t.make}
        </Button>
        {report && (
          <Button kind="primary" data-testid="copy-report" onClick={() => void onCopy(report.text)}>
            {t.copy}
          </Button>
        )}
      </div>
      <p role="status" data-testid="diagnostics-said">
        {said ?? (trouble === undefined ? '' : trouble === 0 ? t.fine : t.trouble(trouble))}
      </p>
      {report && (
        <>
          <DiagnosticRows rows={report.rows} />
          <details className={styles.more}>
            <summary>{t.text}</summary>
            <TextArea
              aria-label={t.text}
              className={styles.text}
              readOnly
              rows={12}
              value={report.text}
              data-testid="report-text"
              onFocus={(entered) => entered.target.select()}
            />
          </details>
        </>
      )}
    </div>
  );
}

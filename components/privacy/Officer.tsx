import { useState } from 'react';
import type { Answer } from '../../lib/core/card-actions.ts';
import type { PrivacyErasure } from '../../lib/core/privacy.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import { privacyProblem } from './privacy-problem.ts';
import styles from './privacy.module.css';

export interface OfficerProps {
  number: string;
  /** A call with the number goes on. */
  running: boolean;
  exportFile: () => Promise<Answer<{ text: string; name: string }>>;
  erase: () => Promise<Answer<PrivacyErasure>>;
  download: (file: { text: string; name: string }) => void;
  onErased: (erasure: PrivacyErasure) => Promise<void>;
}

/** Export and erasure; erasure asks once more. */
export function Officer(props: OfficerProps) {
  const { texts } = useLanguage();
  const t = texts.privacy;
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ text: string; bad?: boolean }>();

  function failed(code: string): void {
    setSaid({ text: privacyProblem(texts, code), bad: true });
  }
  async function onExport(): Promise<void> {
    setBusy(true);
    const answer = await props.exportFile();
    setBusy(false);
    if (!answer.ok) return failed(answer.code);
    props.download(answer.value);
    setSaid({ text: t.exported(answer.value.name) });
  }
  async function onErase(): Promise<void> {
    setBusy(true);
    setSaid({ text: t.erasing });
    const answer = await props.erase();
    setBusy(false);
    setSure(false);
    setSaid(undefined);
    if (!answer.ok) return failed(answer.code);
    await props.onErased(answer.value);
  }

  return (
    <div className={styles.officer}>
      {props.running && <p className={styles.quiet}>{t.running}</p>}
      {sure ? (
        <div role="group" aria-label={t.erase} className={styles.sure}>
          <p id="privacy-sure">{t.sure(props.number)}</p>
          <div className={styles.buttons}>
            <Button
              autoFocus
              disabled={busy}
              data-testid="privacy-cancel"
              onClick={() => setSure(false)}
              onKeyDown={({ key }) => key === 'Escape' && setSure(false)}
            >
              {t.cancel}
            </Button>
            <Button
              kind="primary"
              className={styles.danger}
              disabled={busy}
              aria-describedby="privacy-sure"
              data-testid="privacy-erase-sure"
              onClick={() => void onErase()}
            >
              {busy ? t.erasing : t.eraseSure}
            </Button>
          </div>
        </div>
      ) : (
        <div className={styles.buttons}>
          <Button disabled={busy} data-testid="privacy-export" onClick={() => void onExport()}>
            {t.export}
          </Button>
          <Button
            disabled={busy || props.running}
            data-testid="privacy-erase"
            onClick={() => {
              setSaid(undefined);
              setSure(true);
            }}
          >
            {t.erase}
          </Button>
        </div>
      )}
      <p
        role="status"
        data-testid="privacy-officer-said"
        className={said?.bad ? styles.bad : styles.quiet}
      >
        {said?.text}
      </p>
    </div>
  );
}

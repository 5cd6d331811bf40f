import { type FormEvent, useRef, useState } from 'react';
import type { Answer } from '../../lib/core/card-actions.ts';
import type { PrivacyErasure, PrivacyView as Stored } from '../../lib/core/privacy.ts';
import { Button } from '../form/Button.tsx';
import { Field } from '../form/Field.tsx';
import { useLanguage } from '../surroundings.tsx';
import { Officer } from './Officer.tsx';
import { privacyProblem } from './privacy-problem.ts';
import styles from './privacy.module.css';
import { StoredList } from './StoredList.tsx';

export interface PrivacyActions {
  look: (text: string) => Promise<Answer<Stored>>;
  exportFile: (text: string) => Promise<Answer<{ text: string; name: string }>>;
  erase: (text: string) => Promise<Answer<PrivacyErasure>>;
  /** Hands a file to the person. */
  download: (file: { text: string; name: string }) => void;
}

/** What is stored about a number, at the relay and in this browser; export and erasure for officers. */
export function PrivacyView(actions: PrivacyActions) {
  const { texts } = useLanguage();
  const t = texts.privacy;
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [stored, setStored] = useState<Stored>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [said, setSaid] = useState<string[]>([]);
  const latest = useRef(0);

  async function look(number: string): Promise<void> {
    const mine = ++latest.current;
    setBusy(true);
    setProblem(undefined);
    const answer = await actions.look(number);
    // Another number was asked for meanwhile.
    if (mine !== latest.current) return;
    setBusy(false);
    setAsked(number);
    setStored(answer.ok ? answer.value : undefined);
    if (!answer.ok) setProblem(privacyProblem(texts, answer.code));
  }
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    setSaid([]);
    void look(text);
  }
  async function onErased({ relay, browser }: PrivacyErasure): Promise<void> {
    const left = browser.outbox > 0 ? [t.left(browser.outbox)] : [];
    setSaid([relay.done ? t.erased : t.erasingOn, ...left, t.sources]);
    await look(asked);
  }

  return (
    <div className={styles.privacy}>
      <p className={styles.quiet}>{t.intro}</p>
      <form onSubmit={onSubmit}>
        <Field
          label={t.number}
          type="tel"
          autoComplete="off"
          value={text}
          problem={problem}
          data-testid="privacy-number"
          onChange={({ target }) => setText(target.value)}
          beside={
            <Button
              type="submit"
              kind={stored ? 'plain' : 'primary'}
              disabled={busy || text.trim() === ''}
              data-testid="privacy-look"
            >
              {busy ? t.looking : t.look}
            </Button>
          }
        />
      </form>
      <div role="status" className={styles.said} data-testid="privacy-said">
        {said.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      {stored && (
        <>
          <StoredList stored={stored} />
          {stored.relay?.officer && (
            <Officer
              key={asked}
              number={stored.display}
              running={stored.relay.running ?? false}
              exportFile={() => actions.exportFile(asked)}
              erase={() => actions.erase(asked)}
              download={actions.download}
              onErased={onErased}
            />
          )}
        </>
      )}
    </div>
  );
}

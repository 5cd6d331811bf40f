import { type FormEvent, useState } from 'react';
import { problemText } from '../../lib/i18n/texts.ts';
import { Button } from '../form/Button.tsx';
import { Field } from '../form/Field.tsx';
import { useLanguage } from '../surroundings.tsx';
import styles from './popup.module.css';

/** What is known about the typed text. */
export type NumberCheck =
  | { state: 'empty' | 'checking' }
  | { state: 'readable'; display: string }
  | { state: 'refused'; code: string };

export interface DialFieldProps {
  check: NumberCheck;
  /** What came of the last attempt, in words or as an error code. */
  dialled?: { display: string } | { code: string } | undefined;
  onText: (text: string) => void;
  onDial: (text: string) => void;
}

/** A number as a person writes it; the number that will be dialled stands under it. */
export function DialField({ check, dialled, onText, onDial }: DialFieldProps) {
  const { texts } = useLanguage();
  const [text, setText] = useState('');
  const failed = dialled && 'code' in dialled ? problemText(texts, dialled.code) : undefined;
  const refused = check.state === 'refused' ? problemText(texts, check.code) : undefined;
  function change(next: string): void {
    setText(next);
    onText(next);
  }
  function submit(sent: FormEvent): void {
    sent.preventDefault();
    if (check.state === 'readable') onDial(text);
  }
  return (
    <form className={styles.dial} onSubmit={submit}>
      <Field
        label={texts.popup.dial}
        type="tel"
        autoComplete="off"
        maxLength={200}
        placeholder={texts.popup.dialPlaceholder}
        data-testid="dial-text"
        value={text}
        problem={failed ?? refused}
        help={
          <span role="status" data-testid="dial-preview">
            {dialled && 'display' in dialled
              ? texts.popup.dialling(dialled.display)
              : check.state === 'readable'
                ? texts.popup.willDial(check.display)
                : ''}
          </span>
        }
        beside={
          <Button
            kind="primary"
            type="submit"
            data-testid="dial-button"
            disabled={check.state !== 'readable'}
          >
            {texts.popup.dialButton}
          </Button>
        }
        onChange={(typed) => change(typed.target.value)}
      />
    </form>
  );
}

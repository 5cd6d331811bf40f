import { type FormEvent, useState } from 'react';
import { problemText } from '../../lib/i18n/texts.ts';
import { Button } from '../form/Button.tsx';
import { CheckBox } from '../form/CheckBox.tsx';
import { Choice } from '../form/Choice.tsx';
import { Field } from '../form/Field.tsx';
import { useLanguage, useNow } from '../surroundings.tsx';
import styles from './manual-call.module.css';
import { localMoment, readLocalMoment, readTalkTime } from './talk-time.ts';

export interface EnteredCall {
  direction: 'in' | 'out';
  number: string;
  startedAt: number;
  durationMs: number;
  answered: boolean;
}

export interface ManualCallFormProps {
  /** How the number reads: `display`, or that it is none. Undefined while empty or being read. */
  check: { display: string } | { unreadable: true } | undefined;
  busy: boolean;
  /** Why the last attempt failed. */
  problem?: string | undefined;
  onNumber: (text: string) => void;
  onSubmit: (call: EnteredCall) => void;
  onCancel: () => void;
}

/** A call must be over; clocks differ a little. */
const AHEAD_MS = 30_000;

/** A call that was taken on a telephone that nobody told us about. */
export function ManualCallForm(props: ManualCallFormProps) {
  const { check, busy, problem, onNumber, onSubmit, onCancel } = props;
  const { texts } = useLanguage();
  const words = texts.panel.enter;
  const now = useNow(false, 60_000);
  const [direction, setDirection] = useState<'in' | 'out'>('in');
  const [number, setNumber] = useState('');
  /** Undefined until it is chosen: the call ended just now. */
  const [chosen, setChosen] = useState<string>();
  const [answered, setAnswered] = useState(true);
  const [talk, setTalk] = useState('5');
  const [tried, setTried] = useState(false);

  const durationMs = answered ? readTalkTime(talk) : 0;
  const when = chosen ?? localMoment(now - (durationMs ?? 0));
  const startedAt = readLocalMoment(when);
  const ahead = startedAt !== undefined && startedAt + (durationMs ?? 0) > now + AHEAD_MS;
  const badWhen = startedAt === undefined ? words.badTime : ahead ? words.future : undefined;
  // Who hides their number can call, but not be called.
  const badNumber = direction === 'out' && number.trim() === '' ? words.noNumber : undefined;

  function submit(sent: FormEvent): void {
    sent.preventDefault();
    setTried(true);
    if (busy || badWhen || badNumber) return;
    if (startedAt === undefined || durationMs === undefined) return;
    onSubmit({ direction, number: number.trim(), startedAt, durationMs, answered });
  }

  return (
    <form className={styles.form} noValidate onSubmit={submit} data-testid="manual-call">
      <p className={styles.intro}>{words.intro}</p>
      <Choice
        label={words.direction}
        value={direction}
        data-testid="manual-direction"
        options={[
          { value: 'in', label: words.in },
          { value: 'out', label: words.out },
        ]}
        onChange={setDirection}
      />
      <Field
        label={words.number}
        type="tel"
        autoComplete="off"
        maxLength={100}
        placeholder={direction === 'in' ? words.numberPlaceholder : undefined}
        value={number}
        problem={tried ? badNumber : undefined}
        data-testid="manual-number"
        help={
          <span role="status" data-testid="manual-reads">
            {check && ('display' in check ? words.reads(check.display) : words.unreadable)}
          </span>
        }
        onChange={(typed) => {
          setNumber(typed.target.value);
          onNumber(typed.target.value);
        }}
      />
      <Field
        label={words.when}
        type="datetime-local"
        max={localMoment(now)}
        value={when}
        problem={tried ? badWhen : undefined}
        data-testid="manual-when"
        onChange={(typed) => setChosen(typed.target.value)}
      />
      <CheckBox
        label={words.answered}
        on={answered}
        data-testid="manual-answered"
        onChange={setAnswered}
      />
      {answered && (
        <Field
          label={words.duration}
          inputMode="text"
          autoComplete="off"
          maxLength={10}
          value={talk}
          problem={tried && durationMs === undefined ? words.badDuration : undefined}
          data-testid="manual-duration"
          onChange={(typed) => setTalk(typed.target.value)}
        />
      )}
      {problem && (
        <p className={styles.problem} role="alert">
          {problemText(texts, problem)}
        </p>
      )}
      <div className={styles.buttons}>
        <Button kind="primary" type="submit" aria-disabled={busy} data-testid="manual-submit">
          {busy ? words.submitting : words.submit}
        </Button>
        <Button onClick={onCancel}>{words.cancel}</Button>
      </div>
    </form>
  );
}

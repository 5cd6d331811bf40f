import { useRef, useState } from 'react';
import type { WaitingNote } from '../../lib/core/note-options.ts';
import { problemText, type Texts } from '../../lib/i18n/texts.ts';
import { factsLine } from '../facts-line.ts';
import { Button } from '../form/Button.tsx';
import list from '../panel/list.module.css';
import { ROW } from '../panel/use-rows.ts';
import { useLanguage, useNow } from '../surroundings.tsx';
import styles from './waiting-notes.module.css';

export interface WaitingNoteRowProps {
  note: WaitingNote;
  current: boolean;
  onFocus: (callId: string) => void;
  onOpen: (callId: string) => void;
  onDiscard: (callId: string) => void;
}

/** One note that is not in Zammad yet: what it says, why it waits, what to do. */
export function WaitingNoteRow(props: WaitingNoteRowProps) {
  const { note, current, onFocus, onOpen, onDiscard } = props;
  const { texts } = useLanguage();
  const [asking, setAsking] = useState(false);
  const main = useRef<HTMLButtonElement>(null);
  const words = texts.waiting;
  const tabIndex = current ? 0 : -1;
  const parked = note.status === 'parked';
  // What is on its way may have arrived already: it cannot be called back.
  const mayDiscard = note.status !== 'waiting' && note.status !== 'sending';
  return (
    <li className={styles.row} data-testid="waiting-row" data-call-id={note.callId}>
      <button
        ref={main}
        type="button"
        className={`${list.main} ${styles.main}`}
        {...{ [ROW]: note.callId }}
        tabIndex={tabIndex}
        aria-label={words.openOf(note.who)}
        aria-describedby={`waiting-${note.callId}`}
        onFocus={() => onFocus(note.callId)}
        onClick={() => onOpen(note.callId)}
      >
        <span className={styles.who} title={note.who}>
          {note.who}
        </span>
      </button>
      <div id={`waiting-${note.callId}`}>
        <p className={styles.text}>{note.text}</p>
        <Why note={note} />
      </div>
      {asking ? (
        <div className={styles.ask} role="group" aria-label={words.sure}>
          <p>{words.sure}</p>
          <Button
            kind="mini"
            className={styles.bad}
            data-testid="discard-yes"
            onClick={() => onDiscard(note.callId)}
          >
            {words.yes}
          </Button>
          <Button
            kind="mini"
            autoFocus
            data-testid="discard-no"
            onClick={() => {
              setAsking(false);
              main.current?.focus();
            }}
          >
            {words.no}
          </Button>
        </div>
      ) : (
        <div className={styles.buttons}>
          <Button
            kind="mini"
            tabIndex={tabIndex}
            aria-label={parked ? words.assignOf(note.who) : words.openOf(note.who)}
            data-testid="waiting-open"
            onClick={() => onOpen(note.callId)}
          >
            {parked ? words.assign : words.open}
          </Button>
          {mayDiscard && (
            <Button
              kind="mini"
              tabIndex={tabIndex}
              aria-label={words.discardOf(note.who)}
              data-testid="waiting-discard"
              onClick={() => setAsking(true)}
            >
              {words.discard}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

/** Why it is not in Zammad, when it was tried, and when it is tried again. */
function Why({ note }: { note: WaitingNote }) {
  const { texts, times } = useLanguage();
  const { status, problem, nextAt, attempts = 0 } = note;
  const now = useNow(nextAt !== undefined, 10_000);
  const words = texts.waiting;
  const reason = problem && reasonText(problem, texts);
  const wait = nextAt === undefined ? undefined : nextAt - now;
  const parts = [
    words.status[status],
    attempts > 0 ? words.attempts(attempts) : words.kept(times.moment(note.at, now)),
    wait === undefined
      ? ''
      : words.next(wait < 60_000 ? words.soon : words.in(times.duration(wait))),
  ];
  return (
    <div className={styles.why} data-status={status}>
      <p>{factsLine(parts)}</p>
      {reason && <p className={styles.reason}>{reason}</p>}
    </div>
  );
}

/** Zammad's own words, or a code of ours. */
function reasonText(problem: string, texts: Texts): string {
  const own: Partial<Record<string, string>> = texts.waiting.reason;
  if (Object.hasOwn(own, problem)) return own[problem]!;
  return /^[a-z]+\/[a-z-]+$/.test(problem) ? problemText(texts, problem) : problem;
}

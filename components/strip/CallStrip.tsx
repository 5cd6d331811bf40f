import { type KeyboardEvent, useRef, useState } from 'react';
import type { AgentCall } from '../../lib/core/agent-call.ts';
import { CallMark } from '../call-mark/CallMark.tsx';
import { lineOutcome, outcomeText, spanText } from '../call-mark/call-line.ts';
import { shortMoment } from '../call-mark/short-moment.ts';
import { factsLine } from '../facts-line.ts';
import { useLanguage, useNow } from '../surroundings.tsx';
import styles from './strip.module.css';

export interface CallStripProps {
  /** Newest first, at most ten. */
  calls: readonly AgentCall[];
  missed: number;
  /** There are more than are listed. */
  more: boolean;
  /** Esc in the list: give the focus back to where it was. */
  onLeave: () => void;
}

/** The calls with a person in one line, on their profile and tickets; a list opens from it. */
export function CallStrip({ calls, missed, more, onLeave }: CallStripProps) {
  const language = useLanguage();
  const { texts } = language;
  const [open, setOpen] = useState(false);
  const pill = useRef<HTMLButtonElement>(null);
  const now = useNow(false, 60_000);
  const [last] = calls;
  if (!last) return null;
  const words = texts.strip;
  const summary = [
    more ? words.atLeast(calls.length) : words.calls(calls.length),
    words.last(shortMoment(last.startedAt, now, language)),
  ];

  function onKeyDown(press: KeyboardEvent): void {
    if (press.key !== 'Escape') return;
    press.preventDefault();
    if (open) {
      setOpen(false);
      pill.current?.focus();
    } else onLeave();
  }

  return (
    <div className={styles.strip} onKeyDown={onKeyDown} data-testid="strip">
      {open && (
        <section className={styles.box} aria-label={words.list} id="offhook-strip-list">
          <ul
            className={styles.list}
            // Scrolled with the arrow keys where it is longer than its box.
            tabIndex={0}
            aria-label={words.list}
          >
            {calls.map((call) => (
              <StripCall key={call.id} call={call} now={now} />
            ))}
          </ul>
        </section>
      )}
      <button
        ref={pill}
        type="button"
        className={styles.pill}
        aria-expanded={open}
        aria-controls={open ? 'offhook-strip-list' : undefined}
        title={open ? words.close : words.show}
        data-testid="strip-pill"
        onClick={() => setOpen(!open)}
      >
        <CallMark call={last} />
        <span className={styles.words}>{summary.join(' · ')}</span>
        {missed > 0 && <span className={styles.missed}> · {words.missed(missed)}</span>}
      </button>
    </div>
  );
}

function StripCall({ call, now }: { call: AgentCall; now: number }) {
  const language = useLanguage();
  const outcome = lineOutcome(call);
  const facts = factsLine([
    spanText(call, language),
    call.answeredBy ?? call.note?.agent,
    call.note?.outcome,
  ]);
  return (
    <li className={styles.call} data-testid="strip-call">
      <CallMark call={call} />
      <div className={styles.body}>
        <p className={styles.line}>
          <span className={styles.outcome} data-outcome={outcome}>
            {outcomeText(call, language)}
          </span>
          <span className={styles.time}>{shortMoment(call.startedAt, now, language)}</span>
        </p>
        {facts && <p className={styles.facts}>{facts}</p>}
        {call.note && <p className={styles.note}>{call.note.text}</p>}
      </div>
    </li>
  );
}

import type { Away } from '../../lib/core/away.ts';
import type { AgentCall } from '../../lib/core/agent-call.ts';
import { CallMark } from '../call-mark/CallMark.tsx';
import { whoOf } from '../call-mark/call-line.ts';
import { sameDay, shortMoment } from '../call-mark/short-moment.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage, useNow } from '../surroundings.tsx';
import styles from './away.module.css';

export interface AwayCardProps {
  away: Away;
  onOpen: (call: AgentCall) => void;
  /** The history since then. */
  onShow: () => void;
  onSeen: () => void;
}

/** More of them are found in the history. */
const LISTED = 5;

/** One calm summary instead of a burst of cards. */
export function AwayCard({ away, onOpen, onShow, onSeen }: AwayCardProps) {
  const language = useLanguage();
  const { texts, times } = language;
  const now = useNow(false, 60_000);
  const words = texts.panel.away;
  const from = shortMoment(away.from, now, language);
  const to = sameDay(away.from, away.to)
    ? times.moment(away.to, away.to)
    : shortMoment(away.to, now, language);
  const facts = [
    words.calls(away.calls),
    away.missed.length > 0 ? words.missed(away.missed.length) : words.noneMissed,
    away.answered > 0 ? words.answered(away.answered) : '',
  ].filter(Boolean);
  const left = away.missed.length - LISTED;
  return (
    <section className={styles.away} aria-label={words.heading(from, to)} data-testid="away">
      <h2 className={styles.heading}>{words.heading(from, to)}</h2>
      <p className={styles.facts}>{facts.join(', ')}</p>
      {away.missed.length > 0 && (
        <ul className={styles.list} aria-label={words.list}>
          {away.missed.slice(0, LISTED).map((call) => {
            const who = whoOf(call, language);
            return (
              <li key={call.id}>
                <button type="button" className={styles.call} onClick={() => onOpen(call)}>
                  <CallMark call={call} />
                  <span className={styles.name}>{who.name}</span>
                  <span className={styles.time}>{shortMoment(call.startedAt, now, language)}</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {left > 0 && <p className={styles.more}>{words.more(left)}</p>}
      <div className={styles.buttons}>
        <Button kind="mini" data-testid="away-seen" onClick={onSeen}>
          {words.seen}
        </Button>
        <Button kind="link" data-testid="away-show" onClick={onShow}>
          {words.show}
        </Button>
      </div>
    </section>
  );
}

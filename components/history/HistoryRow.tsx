import type { AgentCall } from '../../lib/core/agent-call.ts';
import { CallerAbout, CallerName } from '../call-mark/CallerName.tsx';
import { CallMark } from '../call-mark/CallMark.tsx';
import { lineOutcome, outcomeText, spanText, whereText, whoOf } from '../call-mark/call-line.ts';
import { DOT, factsLine } from '../facts-line.ts';
import { Button } from '../form/Button.tsx';
import list from '../panel/list.module.css';
import { ROW } from '../panel/use-rows.ts';
import { useLanguage } from '../surroundings.tsx';
import unseen from '../unseen.module.css';
import styles from './history.module.css';

export interface HistoryRowProps {
  call: AgentCall;
  /** The Tab key comes to this row; its buttons follow. */
  current: boolean;
  onFocus: (callId: string) => void;
  onOpen: (call: AgentCall) => void;
  onCallBack: (number: string) => void;
  onTicket: (call: AgentCall, ticketId: number) => void;
}

/** One call: how it went, who, when; line, colleague and length; what was noted. */
export function HistoryRow(props: HistoryRowProps) {
  const { call, current } = props;
  const language = useLanguage();
  const { texts, times } = language;
  const who = whoOf(call, language);
  const outcome = lineOutcome(call);
  const word = outcomeText(call, language);
  const clock = times.moment(call.startedAt, call.startedAt);
  const facts = factsLine([
    spanText(call, language),
    whereText(call),
    call.manual ? texts.history.manual : '',
  ]);
  return (
    <li className={styles.row} data-testid="history-row" data-call-id={call.id}>
      <button
        type="button"
        className={`${list.main} ${styles.main}`}
        {...{ [ROW]: call.id }}
        tabIndex={current ? 0 : -1}
        aria-describedby={`about-${call.id}`}
        onFocus={() => props.onFocus(call.id)}
        onClick={() => props.onOpen(call)}
      >
        <CallMark call={call} />
        <CallerName who={who} />
        <span className={unseen.words}>, {word}, </span>
        <time className={styles.time} dateTime={new Date(call.startedAt).toISOString()}>
          {clock}
        </time>
      </button>
      <div className={styles.about} id={`about-${call.id}`}>
        <CallerAbout who={who} />
        <p className={styles.line}>
          <span className={styles.word} data-outcome={outcome}>
            {word}
          </span>
          {facts && `${DOT}${facts}`}
        </p>
        {call.note && (
          <p className={styles.note}>
            {call.note.outcome && <span className={styles.chip}>{call.note.outcome}</span>}{' '}
            {call.note.text}
          </p>
        )}
        <TicketLink {...props} />
      </div>
      <CallButton {...props} name={who.name} />
    </li>
  );
}

/** Beside the row's own place to click: the ticket of its note, and the number. */
function TicketLink({ call, current, onTicket }: HistoryRowProps) {
  const { texts } = useLanguage();
  const ticket = call.note?.ticketId;
  if (ticket === undefined) return null;
  const shown = call.note?.ticketNumber ?? String(ticket);
  return (
    <Button
      kind="link"
      className={styles.ticket}
      tabIndex={current ? 0 : -1}
      aria-label={texts.history.openTicket(shown)}
      data-testid="row-ticket"
      onClick={() => onTicket(call, ticket)}
    >
      #{shown}
    </Button>
  );
}

function CallButton({ call, current, name, onCallBack }: HistoryRowProps & { name: string }) {
  const { texts } = useLanguage();
  const { number } = call.remote;
  if (number === undefined || call.state !== 'ended') return null;
  const words = texts.history.callBack(name);
  return (
    <Button
      kind="icon"
      className={styles.call}
      tabIndex={current ? 0 : -1}
      aria-label={words}
      title={words}
      data-testid="row-call"
      onClick={() => onCallBack(number)}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
        <path d="M5.6 2.5 6.9 6 5.3 7.3a8.6 8.6 0 0 0 3.4 3.4L10 9.1l3.5 1.3v2.3c0 .5-.4.9-.9.9A10.3 10.3 0 0 1 2.4 3.4c0-.5.4-.9.9-.9Z" />
      </svg>
    </Button>
  );
}

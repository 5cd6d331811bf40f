import type { CardTicket } from '../../lib/core/card.ts';
import { DOT, factsLine } from '../facts-line.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import styles from './ticket-list.module.css';
import { metaText, openByText, turnText, urgencyText } from './ticket-words.ts';

export interface TicketRowProps {
  ticket: CardTicket;
  /** Its place in the list: Alt with this number (from 1) sends the note there. */
  index: number;
  now: number;
  onOpen: (ticketId: number) => void;
  onNote?: ((ticketId: number) => void) | undefined;
}

/** One ticket: what it is, what is urgent about it, and the two things to do with it. */
export function TicketRow({ ticket, index, now, onOpen, onNote }: TicketRowProps) {
  const language = useLanguage();
  const { texts } = language;
  const urgent = urgencyText(ticket, now, language);
  const watched = openByText(ticket, language);
  const meta = metaText(ticket, now, language);
  const turn = turnText(ticket, now, language);
  return (
    <li className={styles.ticket}>
      <span className={styles.mark} data-kind={urgent ? 'late' : ticket.kind} aria-hidden="true" />
      <div className={styles.text}>
        <div className={styles.title} title={ticket.title}>
          #{ticket.number} <bdi>{ticket.title}</bdi>
        </div>
        <div className={styles.meta} title={factsLine([urgent, turn, watched, meta])}>
          {urgent && (
            <b className={styles.urgent}>
              {urgent}
              {DOT}
            </b>
          )}
          {turn && (
            <span className={styles.turn}>
              {turn}
              {DOT}
            </span>
          )}
          {watched && (
            <span className={styles.watched}>
              {watched}
              {DOT}
            </span>
          )}
          {meta}
        </div>
      </div>
      <div className={styles.does}>
        {onNote && ticket.kind !== 'closed' && (
          <Button
            kind="link"
            data-testid="note-here"
            data-ticket-id={ticket.id}
            aria-label={texts.wrapUp.addHereFor(ticket.number)}
            aria-keyshortcuts={index < 9 ? `Alt+${index + 1}` : undefined}
            title={`${texts.wrapUp.addHereFor(ticket.number)}${index < 9 ? ` (Alt ${index + 1})` : ''}`}
            onClick={() => onNote(ticket.id)}
          >
            {texts.wrapUp.addHere}
          </Button>
        )}
        <Button
          kind="link"
          data-testid="open-ticket"
          data-ticket-id={ticket.id}
          aria-label={texts.tickets.openTicket(ticket.number, ticket.title)}
          onClick={() => onOpen(ticket.id)}
        >
          {texts.tickets.show}
        </Button>
      </div>
    </li>
  );
}

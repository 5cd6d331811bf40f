import { useState } from 'react';
import type { CardTicket, CardView } from '../../lib/core/card.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage, useNow } from '../surroundings.tsx';
import { chosenPerson, isLive } from './card-state.ts';
import styles from './ticket-list.module.css';

/** Rows that are always there, so that tickets may come late without moving anything. */
const RESERVED = 2;

export interface TicketListProps {
  card: CardView;
  onOpen: (ticketId: number) => void;
}

/** What is open with this person, the most urgent first, and why it is urgent in words. */
export function TicketList({ card, onOpen }: TicketListProps) {
  const { texts, times } = useLanguage();
  const [all, setAll] = useState(false);
  const now = useNow(isLive(card.call), 60_000);
  const tickets = byUrgency(card.tickets ?? []);
  const open = tickets.filter((ticket) => ticket.kind !== 'closed');
  const shown = all ? tickets : tickets.slice(0, RESERVED);
  return (
    <section className={styles.section} data-all={all} aria-label={texts.tickets.heading}>
      {card.identity !== 'unknown' && (
        <div className={styles.head}>
          <h3 className={styles.heading}>
            {card.tickets ? headingText(open.length) : texts.tickets.heading}
            {card.tickets && card.lastContactAt !== undefined && (
              <span className={styles.contact}>
                {' · '}
                {texts.who.lastContact(times.age(card.lastContactAt, now))}
              </span>
            )}
          </h3>
          {tickets.length > RESERVED && (
            <Button kind="link" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? texts.tickets.fewer : `${texts.tickets.all} (${tickets.length})`}
            </Button>
          )}
        </div>
      )}
      {card.tickets === undefined ? (
        <Nothing card={card} />
      ) : (
        <ul className={styles.list}>
          {shown.map((ticket) => (
            <Ticket key={ticket.id} ticket={ticket} now={now} onOpen={onOpen} />
          ))}
        </ul>
      )}
    </section>
  );

  function headingText(count: number): string {
    return count === 0 ? texts.tickets.none : texts.tickets.open(count);
  }
}

/** What stands in the room for tickets while there are none to show. */
function Nothing({ card }: { card: CardView }) {
  const { texts } = useLanguage();
  if (card.identity === 'unknown') return <p className={styles.empty}>{texts.tickets.unknown}</p>;
  const pending = card.identity === 'looking' || chosenPerson(card) !== undefined;
  if (!pending || card.problems.length > 0)
    return <p className={styles.empty}>{texts.tickets.unavailable}</p>;
  return (
    <div className={styles.pending} aria-hidden="true">
      <span />
      <span />
    </div>
  );
}

interface TicketProps {
  ticket: CardTicket;
  now: number;
  onOpen: (ticketId: number) => void;
}

function Ticket({ ticket, now, onOpen }: TicketProps) {
  const { texts, times } = useLanguage();
  const late = ticket.escalationAt !== undefined && ticket.kind !== 'closed';
  const owner = ticket.mine ? texts.tickets.yours : (ticket.owner ?? texts.tickets.nobody);
  return (
    <li className={styles.ticket}>
      <span className={styles.mark} data-kind={late ? 'late' : ticket.kind} aria-hidden="true" />
      <div className={styles.text}>
        <div className={styles.title} title={ticket.title}>
          #{ticket.number} {ticket.title}
        </div>
        <div className={styles.meta}>
          {late && <b className={styles.urgent}>{urgency(ticket.escalationAt!)}</b>}
          {late && ' · '}
          {[texts.tickets.state(ticket.state), owner, times.age(ticket.updatedAt, now)].join(' · ')}
        </div>
      </div>
      <Button
        kind="link"
        data-testid="open-ticket"
        data-ticket-id={ticket.id}
        aria-label={texts.tickets.openTicket(ticket.number, ticket.title)}
        onClick={() => onOpen(ticket.id)}
      >
        {texts.tickets.show}
      </Button>
    </li>
  );

  function urgency(at: number): string {
    if (at <= now) return texts.tickets.escalated(times.duration(now - at));
    return texts.tickets.escalatesIn(times.duration(at - now));
  }
}

/** Overdue and escalating first, then as they came (open ones first). Closed last. */
export function byUrgency(tickets: readonly CardTicket[]): CardTicket[] {
  const rank = (ticket: CardTicket) => {
    if (ticket.kind === 'closed') return Number.MAX_SAFE_INTEGER;
    return ticket.escalationAt ?? Number.MAX_SAFE_INTEGER - 1;
  };
  return [...tickets].toSorted((a, b) => rank(a) - rank(b));
}

import { useState } from 'react';
import type { CardView } from '../../lib/core/card.ts';
import { DOT, factsLine } from '../facts-line.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage, useNow } from '../surroundings.tsx';
import { chosenPerson, isLive } from './card-state.ts';
import styles from './ticket-list.module.css';
import { byUrgency } from './ticket-order.ts';
import { TicketRow } from './TicketRow.tsx';

/** Rows that are always there, so that tickets may come late without moving anything. */
const RESERVED = 2;

export interface TicketListProps {
  card: CardView;
  onOpen: (ticketId: number) => void;
  /** Sends the note to this ticket; absent where no note can be written (any more). */
  onNote?: ((ticketId: number) => void) | undefined;
}

/** What is open with this person, the most urgent first, and why it is urgent in words. */
export function TicketList({ card, onOpen, onNote }: TicketListProps) {
  const { texts, times } = useLanguage();
  const [all, setAll] = useState(false);
  // What escalates counts down also when the call is over.
  const counts = card.tickets?.some(
    (each) => each.escalationAt !== undefined && each.kind !== 'closed',
  );
  const now = useNow(isLive(card.call) || counts === true, 60_000);
  const tickets = byUrgency(card.tickets ?? []);
  const open = tickets.filter((ticket) => ticket.kind !== 'closed');
  const shown = all ? tickets : tickets.slice(0, RESERVED);
  if (card.tickets?.length === 0 || (card.tickets === undefined && !isPending(card)))
    return (
      <section className={styles.section} data-empty="true" aria-label={texts.tickets.heading}>
        <p className={styles.empty}>{emptyText()}</p>
      </section>
    );
  return (
    <section className={styles.section} data-all={all} aria-label={texts.tickets.heading}>
      <div className={styles.head}>
        <h3 className={styles.heading}>
          {card.tickets ? headingText(open.length) : texts.tickets.heading}
          {card.tickets && card.lastContactAt !== undefined && (
            <span className={styles.contact}>
              {DOT}
              {texts.who.lastContact(times.age(card.lastContactAt, now))}
            </span>
          )}
        </h3>
        {tickets.length > RESERVED && (
          <Button
            kind="link"
            data-testid="all-tickets"
            aria-expanded={all}
            onClick={() => setAll(!all)}
          >
            {all ? texts.tickets.fewer : `${texts.tickets.all} (${tickets.length})`}
          </Button>
        )}
      </div>
      {card.tickets === undefined ? (
        <div className={styles.pending} aria-hidden="true">
          <span />
          <span />
        </div>
      ) : (
        <ul className={styles.list}>
          {shown.map((ticket, index) => (
            <TicketRow
              key={ticket.id}
              ticket={ticket}
              index={index}
              now={now}
              onOpen={onOpen}
              onNote={onNote}
            />
          ))}
        </ul>
      )}
    </section>
  );

  /** Nothing to show: none, nobody it could be of, or nobody could be asked. */
  function emptyText(): string {
    if (card.identity === 'unknown') return texts.tickets.unknown;
    if (card.tickets === undefined) return texts.tickets.unavailable;
    const contact = card.lastContactAt;
    return contact === undefined
      ? texts.tickets.none
      : factsLine([texts.tickets.none, texts.who.lastContact(times.age(contact, now))]);
  }
  function headingText(count: number): string {
    return count === 0 ? texts.tickets.none : texts.tickets.open(count);
  }
}

/** An answer may still come. */
function isPending(card: CardView): boolean {
  if (card.identity === 'unknown' || card.problems.length > 0) return false;
  return card.identity === 'looking' || chosenPerson(card) !== undefined;
}

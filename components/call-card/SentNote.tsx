import type { CardNote } from '../../lib/core/card.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import styles from './note.module.css';

/** Says where the note went, once it is there. */
export function SentNote({ note, onOpen }: { note: CardNote; onOpen: (ticketId: number) => void }) {
  const { texts } = useLanguage();
  const { ticket } = note;
  return (
    <div className={styles.sent} role="status" data-testid="note-status" title={note.text}>
      <span className={styles.tick} aria-hidden="true">
        ✓
      </span>
      <span className={styles.sentText}>
        {ticket ? texts.note.sent(ticket.number) : texts.note.sentPlain}
      </span>
      {ticket && (
        <Button
          kind="link"
          aria-label={texts.tickets.openTicket(ticket.number, '')}
          onClick={() => onOpen(ticket.id)}
        >
          {texts.tickets.show}
        </Button>
      )}
    </div>
  );
}

import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { CardNote } from '../../lib/core/card.ts';
import type { Answer } from '../../lib/core/card-actions.ts';
import { problemText } from '../../lib/i18n/texts.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage, useNow } from '../surroundings.tsx';
import styles from './note.module.css';

export interface SentNoteProps {
  note: CardNote;
  quiet: boolean;
  onOpen: (ticketId: number) => void;
  onEdit: (text: string) => Promise<Answer>;
  onEditing?: ((editing: boolean) => void) | undefined;
}

/** Says where the note went, once it is there, and lets its text be changed for some minutes. */
export function SentNote({ note, quiet, onOpen, onEdit, onEditing }: SentNoteProps) {
  const { texts, list } = useLanguage();
  const { ticket, editableUntil, missing } = note;
  const now = useNow(editableUntil !== undefined, 1000);
  const [editing, setEditing] = useState(false);
  useEffect(() => onEditing?.(editing), [editing, onEditing]);
  const left = editableUntil === undefined ? 0 : Math.max(0, editableUntil - now);
  if (editing)
    return <SentText text={note.text} onEdit={onEdit} onClose={() => setEditing(false)} />;
  return (
    <div className={styles.sentBox}>
      <div
        className={styles.sent}
        role={quiet ? undefined : 'status'}
        data-testid="note-status"
        title={note.text}
      >
        <span className={styles.tick} aria-hidden="true">
          ✓
        </span>
        <span className={styles.sentText}>
          {ticket ? texts.note.sent(ticket.number) : texts.note.sentPlain}
        </span>
        {left > 0 && (
          <Button
            kind="link"
            data-testid="note-edit"
            title={texts.wrapUp.editFor(Math.ceil(left / 60_000))}
            onClick={() => setEditing(true)}
          >
            {texts.wrapUp.edit}
          </Button>
        )}
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
      {missing && missing.length > 0 && (
        <p className={styles.missing} data-testid="note-missing">
          {texts.wrapUp.missing(list(missing.map((part) => texts.wrapUp.part[part])))}
        </p>
      )}
    </div>
  );
}

interface SentTextProps extends Pick<SentNoteProps, 'onEdit'> {
  text: string;
  onClose: () => void;
}

/** Changing the text that is in Zammad already. What is typed stays until it is saved or given up. */
function SentText({ text, onEdit, onClose }: SentTextProps) {
  const { texts } = useLanguage();
  const field = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useState(text);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), []);

  async function save(): Promise<void> {
    if (busy || typed.trim() === '') return;
    if (typed === text) return onClose();
    setBusy(true);
    const answer = await onEdit(typed);
    setBusy(false);
    if (answer.ok) onClose();
    else setFailed(answer.code);
  }
  function onKeyDown(press: KeyboardEvent): void {
    if (press.key === 'Enter' && (press.ctrlKey || press.metaKey)) void save();
    else if (press.key === 'Escape' && typed === text) onClose();
    else return;
    press.preventDefault();
    press.stopPropagation();
  }
  return (
    <div className={styles.note} data-open="true" onKeyDown={onKeyDown}>
      <textarea
        ref={field}
        className={styles.text}
        data-testid="note-edit-text"
        aria-label={texts.wrapUp.editLabel}
        dir="auto"
        rows={3}
        maxLength={100_000}
        value={typed}
        onChange={(change) => setTyped(change.target.value)}
      />
      <div className={styles.foot}>
        <span className={styles.status} data-bad="true" role="alert">
          {failed && problemText(texts, failed)}
        </span>
        <Button kind="link" disabled={busy} onClick={onClose}>
          {texts.wrapUp.cancel}
        </Button>
        <Button
          kind="primary"
          className={styles.save}
          data-testid="note-edit-save"
          disabled={busy || typed.trim() === ''}
          onClick={() => void save()}
        >
          {texts.wrapUp.editSave}
        </Button>
      </div>
    </div>
  );
}

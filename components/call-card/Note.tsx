import { type KeyboardEvent, useId, useState } from 'react';
import type { CardView } from '../../lib/core/card.ts';
import { problemText } from '../../lib/i18n/texts.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage, useNow } from '../surroundings.tsx';
import type { Answer, CardActions } from '../../lib/core/card-actions.ts';
import { isLive } from './card-state.ts';
import { presetTarget, targetsOf, targetValue } from './note-targets.ts';
import styles from './note.module.css';
import { SentNote } from './SentNote.tsx';
import { TargetSelect } from './TargetSelect.tsx';
import { useNoteDraft } from './use-note-draft.ts';

export interface NoteProps {
  card: CardView;
  actions: Pick<CardActions, 'keepNote' | 'sendNote'>;
  onOpen: (ticketId: number) => void;
}

/** The note of a call. One quiet line until somebody writes; then it says where it goes. */
export function Note({ card, actions, onOpen }: NoteProps) {
  const language = useLanguage();
  const { texts, times } = language;
  const id = useId();
  const callId = card.call.id;
  const note = useNoteDraft(card.note, (draft) => actions.keepNote(callId, draft));
  const [entered, setEntered] = useState(false);
  const [sent, setSent] = useState<Answer>();
  const [handing, setHanding] = useState(false);
  const now = useNow(isLive(card.call), 60_000);

  if (card.note.status === 'sent') return <SentNote note={card.note} onOpen={onOpen} />;

  const groups = targetsOf(card, language);
  const all = [...groups.tickets, ...groups.news];
  const wanted = note.draft.target && targetValue(note.draft.target);
  const chosen = all.find((option) => option.value === wanted) ?? presetTarget(card, groups);
  const away = handing || card.note.status === 'sending' || card.note.status === 'waiting';
  const open = entered || note.draft.text !== '' || card.note.status !== 'draft';
  const ready = note.draft.text.trim() !== '' && chosen !== undefined && !away;

  async function save(): Promise<void> {
    if (!ready || !chosen) return;
    note.flush();
    setHanding(true);
    setSent(await actions.sendNote(callId, { ...note.draft, target: chosen.target }));
    setHanding(false);
  }
  function onKeyDown(press: KeyboardEvent): void {
    if (press.key !== 'Enter' || !(press.ctrlKey || press.metaKey)) return;
    press.preventDefault();
    void save();
  }

  return (
    <div className={styles.note} data-open={open}>
      <label className={styles.hidden} htmlFor={id}>
        {texts.note.label}
      </label>
      <textarea
        id={id}
        className={styles.text}
        data-testid="note-text"
        rows={open ? 3 : 1}
        maxLength={100_000}
        placeholder={texts.note.placeholder}
        value={note.draft.text}
        readOnly={away}
        onFocus={() => setEntered(true)}
        onBlur={note.flush}
        onChange={(change) => note.change({ text: change.target.value })}
        onKeyDown={onKeyDown}
      />
      {open && (
        <>
          <div className={styles.foot}>
            <TargetSelect
              groups={groups}
              value={chosen?.value}
              disabled={away}
              onChange={(target) => note.change({ target })}
            />
            <select
              className={styles.visibility}
              aria-label={texts.note.visibility}
              data-testid="note-visibility"
              value={note.draft.internal ? 'internal' : 'public'}
              disabled={away}
              onChange={(change) => note.change({ internal: change.target.value === 'internal' })}
            >
              <option value="internal">{texts.note.internal}</option>
              <option value="public">{texts.note.public}</option>
            </select>
          </div>
          <div className={styles.foot}>
            <span
              className={styles.status}
              data-bad={card.note.status === 'refused' || note.failed !== undefined}
              role="status"
              data-testid="note-status"
            >
              {statusText()}
            </span>
            <Button
              kind="primary"
              className={styles.save}
              data-testid="note-save"
              hint={saveKey()}
              aria-keyshortcuts="Control+Enter Meta+Enter"
              disabled={!ready}
              onClick={() => void save()}
            >
              {texts.note.save}
            </Button>
          </div>
        </>
      )}
    </div>
  );

  /** Zammad's own sentence, or a code of ours. */
  function refusedText(problem: string | undefined): string {
    if (problem === undefined) return texts.note.refusedPlain;
    const ours = Object.hasOwn(texts.problem, problem);
    return texts.note.refused(ours ? problemText(texts, problem) : problem);
  }
  function statusText(): string {
    if (card.note.status === 'waiting') return texts.note.waiting;
    if (away) return texts.note.sending;
    if (card.note.status === 'refused') return refusedText(card.note.problem);
    if (sent && !sent.ok) return problemText(texts, sent.code);
    if (note.failed) return `${texts.note.notKept}. ${problemText(texts, note.failed)}`;
    if (note.draft.text !== '' && note.keptAt !== undefined)
      return texts.note.kept(times.moment(note.keptAt, now));
    return '';
  }
}

/** The key as it is printed on this computer's keyboard. */
function saveKey(): string {
  return navigator.platform.startsWith('Mac') ? '⌘ ↵' : 'Ctrl ↵';
}

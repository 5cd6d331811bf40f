import {
  type FocusEvent,
  type KeyboardEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { CardView, NoteTarget } from '../../lib/core/card.ts';
import type { Answer, CardActions, NoteDraft } from '../../lib/core/card-actions.ts';
import { type CardSettings, PLAIN_CARDS } from '../call-card/card-settings.ts';
import { isLive } from '../call-card/card-state.ts';
import { useLanguage, useNow } from '../surroundings.tsx';
import unseen from '../unseen.module.css';
import { appendBlock, insertAt, moduleTrigger } from './module-trigger.ts';
import { ModulePicker } from './ModulePicker.tsx';
import type { NoteOrder } from './note-order.ts';
import { noteStatus } from './note-status.ts';
import { presetTarget, targetsOf, targetValue, withDetails } from './note-targets.ts';
import styles from './note.module.css';
import { NoteExtras } from './NoteExtras.tsx';
import { NoteFoot } from './NoteFoot.tsx';
import { SentNote } from './SentNote.tsx';
import { useNoteDraft } from './use-note-draft.ts';
import { useNoteOptions } from './use-note-options.ts';

export type NoteActions = Pick<
  CardActions,
  'keepNote' | 'sendNote' | 'editNote' | 'noteOptions' | 'tags' | 'textModules'
>;

export interface NoteEditorProps {
  card: CardView;
  actions: NoteActions;
  settings?: CardSettings | undefined;
  order?: NoteOrder | undefined;
  /** Number of the ticket the caller was found by: the note goes there unless the agent says otherwise. */
  foundBy?: string | undefined;
  /** Somebody else on this surface says aloud what becomes of notes. */
  quiet?: boolean;
  onOpenTicket: (ticketId: number) => void;
  /** The note is in Zammad, and the focus was in here. */
  onSent?: (() => void) | undefined;
  /** The text of a sent note is being changed: the card has to stay. Must stay the same. */
  onEditing?: ((editing: boolean) => void) | undefined;
}

/** The note of a call. One quiet line until somebody writes; then it says where it goes. */
export function NoteEditor(props: NoteEditorProps) {
  const { card, actions, order, quiet = false } = props;
  const settings = props.settings ?? PLAIN_CARDS;
  const language = useLanguage();
  const { texts } = language;
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const inside = useRef(false);
  const done = useRef(0);
  const callId = card.call.id;
  const over = !isLive(card.call);
  const note = useNoteDraft(card.note, (draft) => actions.keepNote(callId, draft));
  const { draft, change } = note;
  const [entered, setEntered] = useState(false);
  const [more, setMore] = useState(false);
  const [picking, setPicking] = useState<{ from: number; to: number }>();
  const [sent, setSent] = useState<Answer>();
  const [handing, setHanding] = useState(false);
  const now = useNow(!over, 60_000);

  const isSent = card.note.status === 'sent';
  const groupId = draft.target?.kind === 'new' ? draft.target.groupId : undefined;
  const options = useNoteOptions(actions.noteOptions, {
    callId,
    wanted: !isSent && (entered || draft.text !== ''),
    groupId,
    over,
  });
  const { text } = draft;
  // What the line's template put there is no reason to take room before anybody talks.
  const byTemplate = note.keptAt === undefined && text === card.note.text;
  const begun = text !== '' && !(byTemplate && card.call.state === 'ringing');

  const groups = targetsOf(card, language, options?.title);
  const all = [...groups.tickets, ...groups.news, groups.later];
  const wanted = draft.target && targetValue(draft.target);
  const chosen =
    all.find((option) => option.value === wanted) ?? presetTarget(card, groups, props.foundBy);
  const target = withDetails(chosen, draft.target);
  const away = handing || card.note.status === 'sending' || card.note.status === 'waiting';
  const open = entered || begun || card.note.status !== 'draft';
  const ready = text.trim() !== '' && !away;

  // At once: the next key that is pressed belongs into the field.
  useLayoutEffect(() => {
    if (!order || order.id <= done.current) return;
    done.current = order.id;
    const { target: there, append, focus } = order;
    if (there) change({ target: there });
    if (append) change({ text: appendBlock(field.current?.value ?? '', append) });
    if (focus) field.current?.focus({ preventScroll: true });
  }, [order, change]);
  const { onSent } = props;
  useLayoutEffect(() => {
    if (!isSent || !inside.current) return;
    inside.current = false;
    // Whoever has gone on to something else meanwhile stays there.
    if (document.activeElement === document.body) onSent?.();
  }, [isSent, onSent]);

  if (isSent)
    return (
      <SentNote
        note={card.note}
        quiet={quiet}
        onOpen={props.onOpenTicket}
        onEdit={(changed) => actions.editNote(callId, changed)}
        onEditing={props.onEditing}
      />
    );

  async function save(): Promise<void> {
    if (!ready) return;
    note.flush();
    setHanding(true);
    setSent(await actions.sendNote(callId, { ...complete(), target }));
    setHanding(false);
  }
  /** Talk time that was offered and left as it is goes along; 0 means: none. */
  function complete(): NoteDraft {
    const { minutes: chosenMinutes, ...rest } = draft;
    const minutes = options?.timeAccounting ? (chosenMinutes ?? options.minutes) : undefined;
    return minutes ? { ...rest, minutes } : rest;
  }
  function write(next: string, caret = next.length): void {
    change({ text: next });
    const trigger = moduleTrigger(next, caret);
    if (trigger && next.length > text.length) setPicking({ from: trigger.from, to: caret });
  }
  function insert(part: string): void {
    const at = picking ?? { from: text.length, to: text.length };
    const next = insertAt(text, at.from, at.to, part);
    setPicking(undefined);
    change({ text: next.text });
    backToText(next.caret);
  }
  function backToText(caret?: number): void {
    const area = field.current;
    if (!area) return;
    area.focus({ preventScroll: true });
    // Once the new text is in the field.
    if (caret !== undefined) setTimeout(() => area.setSelectionRange(caret, caret));
  }
  function onKeyDown(press: KeyboardEvent): void {
    if (press.key !== 'Enter' || !(press.ctrlKey || press.metaKey)) return;
    press.preventDefault();
    press.stopPropagation();
    void save();
  }
  function onBlur({ target, relatedTarget }: FocusEvent): void {
    note.flush();
    // The button that saves loses the focus by saving: nobody has left.
    if (target instanceof HTMLButtonElement && target.disabled) return;
    if (relatedTarget) inside.current = false;
    // The field may be on its way out of the page, with the focus in it: that is no leaving.
    else setTimeout(() => (inside.current = false));
  }
  const status = noteStatus(
    { note: card.note, away, written: text !== '', sent, failed: note.failed, keptAt: note.keptAt },
    now,
    language,
  );

  return (
    <div
      className={styles.note}
      data-testid="note"
      data-open={open}
      onKeyDown={onKeyDown}
      onFocus={() => {
        inside.current = true;
      }}
      onBlur={onBlur}
    >
      <label className={unseen.words} htmlFor={id}>
        {texts.note.label}
      </label>
      <textarea
        ref={field}
        id={id}
        className={styles.text}
        data-testid="note-text"
        dir="auto"
        rows={open ? 3 : 1}
        maxLength={100_000}
        placeholder={texts.note.placeholder}
        aria-keyshortcuts="W"
        value={text}
        readOnly={away}
        onFocus={() => setEntered(true)}
        onChange={({ target: area }) => write(area.value, area.selectionStart)}
      />
      {!open && (
        <kbd className={styles.key} aria-hidden="true">
          W
        </kbd>
      )}
      {picking && (
        <ModulePicker
          ask={(query) => actions.textModules(callId, query)}
          onChoose={insert}
          onCancel={() => {
            setPicking(undefined);
            backToText();
          }}
        />
      )}
      {open && (
        <>
          <NoteFoot
            groups={groups}
            chosen={chosen}
            target={target}
            draft={draft}
            minutes={options?.timeAccounting ? (draft.minutes ?? options.minutes) : undefined}
            away={away}
            ready={ready}
            more={more}
            onMore={setMore}
            onChange={change}
            status={status}
            quiet={quiet}
            onSave={() => void save()}
          >
            {more && (
              <NoteExtras
                draft={draft}
                target={target}
                options={options}
                settings={settings}
                disabled={away}
                tags={actions.tags}
                onChange={change}
                onTarget={(next: NoteTarget) => change({ target: next })}
                onModules={() => {
                  const caret = field.current?.selectionEnd ?? text.length;
                  setPicking({ from: caret, to: caret });
                }}
                onTemplate={(template) => write(appendBlock(text, template))}
              />
            )}
          </NoteFoot>
        </>
      )}
    </div>
  );
}

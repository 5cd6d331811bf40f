import * as v from 'valibot';
import type { NoteOptions, WaitingNote } from '../core/note-options.ts';
import { callId, card, method, none, noteExtras, noteTarget, page } from './method.ts';

const text = v.pipe(v.string(), v.maxLength(100_000));
const words = v.pipe(text, v.trim(), v.minLength(1));
const query = v.pipe(v.string(), v.trim(), v.maxLength(100));

export const notesContract = {
  /** Keeps what was typed. Called on each pause; never loses an older text on failure. */
  'note.draft': method<{ keptAt: number }>()(
    v.object({
      callId,
      text,
      internal: v.boolean(),
      target: v.optional(noteTarget),
      ...noteExtras,
    }),
    card,
  ),
  /** Hands the note to the outbox, or to the list of notes to assign (`later`). */
  'note.send': method<null>()(
    v.object({ callId, text: words, internal: v.boolean(), target: noteTarget, ...noteExtras }),
    card,
  ),
  /** Changes the text of a sent note, within minutes and where Zammad allows it (`note/too-late`, `zammad/forbidden`). */
  'note.edit': method<null>()(v.object({ callId, text: words }), card),
  'note.options': method<NoteOptions>()(
    v.object({ callId, groupId: v.optional(v.number()) }),
    card,
  ),
  /** Tags that begin like this. */
  'note.tags': method<string[]>()(v.object({ query }), card),
  /** Text modules of Zammad whose name or keywords contain this, with their variables filled in. */
  'note.modules': method<{ id: number; name: string; text: string }[]>()(
    v.object({ callId, query }),
    card,
  ),
  /** Drafts, notes to assign, and what is on its way, newest first. */
  'notes.waiting': method<WaitingNote[]>()(none, page),
  /** Tries what waits at once. */
  'notes.retry': method<null>()(none, page),
  /** Throws a draft or a refused note away, after the page has asked. */
  'notes.discard': method<null>()(v.object({ callId }), page),
} as const;

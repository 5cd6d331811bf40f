/** Changing a note that is in Zammad already, for as long as Zammad lets it go. */
import type { Input, Result } from '../../lib/rpc/contract.ts';
import type { Accounts } from './accounts.ts';
import type { Cards } from './cards.ts';
import { aboutOf, whoOf } from './note-about.ts';
import { newEntry } from './note-entry.ts';
import type { NoteDrafts } from './note-drafts.ts';
import type { Notes } from './notes.ts';
import type { Outbox } from './outbox.ts';

/** The page is answered after this time at the latest; a Zammad that is slow gets it later. */
export const EDIT_WAIT_MS = 5_000;

export interface NoteEditDeps {
  cards: Pick<Cards, 'get'>;
  accounts: Pick<Accounts, 'zammad'>;
  drafts: Pick<NoteDrafts, 'get'>;
  outbox: Pick<Outbox, 'add' | 'entries' | 'work'>;
  notes: Pick<Notes, 'inTurn'>;
  locale(): 'de' | 'en';
  now(): number;
  newId(): string;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

const failed = (code: string): Result<never> => ({ ok: false, code });

export function createNoteEdit(deps: NoteEditDeps) {
  /** Until it has gone through, or it takes too long for anybody to wait. */
  function settled(work: Promise<void>): Promise<void> {
    return new Promise((done) => {
      const timer = deps.setTimeout(done, EDIT_WAIT_MS);
      void work.finally(() => {
        deps.clearTimeout(timer);
        done();
      });
    });
  }

  /** Hands the change over. @returns the answer when there is nothing to wait for */
  async function start({ callId, text }: Input<'note.edit'>): Promise<Result<null> | undefined> {
    const view = deps.cards.get(callId)?.view;
    const account = deps.accounts.zammad();
    if (!view) return failed('call/unknown');
    if (!account) return failed('connect/no-token');
    const { note } = view;
    const { ticket, articleId, editableUntil = 0 } = note;
    if (note.status !== 'sent' || !ticket || articleId === undefined)
      return failed('note/too-late');
    // What a customer may have read Zammad never lets go.
    if (!note.internal) return failed('zammad/forbidden');
    if (deps.now() >= editableUntil) return failed('note/too-late');
    if (text.trim() === note.text.trim()) return { ok: true, value: null };
    const open = deps.outbox.entries().find(({ rest }) => rest?.articleId === articleId);
    // What is not done yet, or did not get through, gets its chance with the new article.
    const left: string[] = [...(open?.rest?.todo ?? []), ...(note.missing ?? [])];
    // The minutes go with the old article, so they are booked again; the ticket keeps the rest.
    const { minutes, outcome, internal, tags, followUpAt } = note;
    const entry = newEntry(
      {
        callId,
        text,
        internal,
        outcome,
        target: { kind: 'ticket', ticketId: ticket.id },
        minutes,
        tags: left.includes('tags') ? tags : undefined,
        followUpAt: left.includes('followUp') ? followUpAt : undefined,
      },
      {
        about: aboutOf(view, deps.locale()),
        who: whoOf(view),
        account,
        locale: deps.locale(),
        id: deps.newId(),
        now: deps.now(),
      },
    );
    await deps.outbox.add({ ...entry, replaces: articleId }, open?.id);
    return undefined;
  }

  async function edit(input: Input<'note.edit'>): Promise<Result<null>> {
    const { callId, text } = input;
    const answer = await deps.notes.inTurn(callId, () => start(input));
    if (answer) return answer;
    // Out of turn: a refusal waits for its own.
    await settled(deps.outbox.work());
    const draft = deps.drafts.get(callId);
    const back = draft?.problem !== undefined && draft.text.trim() === text.trim();
    return back ? failed('zammad/forbidden') : { ok: true, value: null };
  }

  /**
   * Changes the text of a sent note. Refused with `note/too-late` or `zammad/forbidden`; when it is
   * Zammad that refuses, the new text is a draft again, to be sent as a further note.
   */
  return edit;
}

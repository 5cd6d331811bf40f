/** Notes as the agent sees them: kept while typing, handed to the outbox, followed on the card. */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { CardNote, CardView } from '../../lib/core/card.ts';
import { filledTitle } from '../../lib/core/note-text.ts';
import type { WaitingNote } from '../../lib/core/note-options.ts';
import type { Settings } from '../../lib/core/settings.ts';
import type { Input, Result } from '../../lib/rpc/contract.ts';
import type { NoteAbout, OutboxEntry, StoredDraft } from '../../lib/storage/notes.ts';
import type { Accounts } from './accounts.ts';
import type { Cards } from './cards.ts';
import type { DraftMirror } from './draft-mirror.ts';
import { aboutOf, whoOf } from './note-about.ts';
import { draftNote, entryNote, isSameNote } from './note-card.ts';
import type { NoteDrafts } from './note-drafts.ts';
import { newEntry } from './note-entry.ts';
import { waitingNotes } from './note-waiting.ts';
import type { NoteStatus, Outbox } from './outbox.ts';
import { ticketCall } from './ticket-call.ts';

/** A pause of another editor comes at most this late after the note was handed over. */
const LATE_MS = 3_000;

export interface NotesDeps {
  drafts: NoteDrafts;
  cards: Pick<Cards, 'all' | 'change' | 'get'>;
  accounts: Pick<Accounts, 'zammad'>;
  outbox: () => Outbox;
  mirror: () => Pick<DraftMirror, 'touch'>;
  settings: () => Pick<Settings, 'ticketTitle'>;
  locale(): 'de' | 'en';
  now(): number;
  newId(): string;
  onGroup(groupId: number): void;
}

export type Notes = ReturnType<typeof createNotes>;

const ok = <T>(value: T): Result<T> => ({ ok: true, value });
const failed = (code: string): Result<never> => ({ ok: false, code });

export function createNotes(deps: NotesDeps) {
  const { cards, accounts, drafts } = deps;
  /** What the outbox said last of an entry; after a restart it says it again. */
  const told = new Map<string, NoteStatus>();
  /** Hand-overs of one call go one after the other: a double click is one note. */
  const busy = new Map<string, Promise<unknown>>();

  const entryOf = (callId: string): OutboxEntry | undefined =>
    deps
      .outbox()
      .entries()
      .findLast((entry) => entry.callId === callId);

  /** What is being written, else what is on its way. */
  function noteOf(callId: string): CardNote | undefined {
    const draft = drafts.get(callId);
    const entry = entryOf(callId);
    if (!entry) return draft && draftNote(draft);
    // Stopped between the two writes of a hand-over, both are there: it is handed over.
    const other = draft && draft.text.trim() !== '' && draft.text.trim() !== entry.text.trim();
    return other ? draftNote(draft) : entryNote(entry, told.get(entry.id));
  }

  function show(callId: string): void {
    const note = noteOf(callId);
    if (!note) return;
    cards.change(callId, (view) =>
      JSON.stringify(view.note) === JSON.stringify(note) ? view : { ...view, note },
    );
  }

  /** One after the other for each call. */
  function inTurn<T>(callId: string, run: () => Promise<T>): Promise<T> {
    const mine = (busy.get(callId) ?? Promise.resolve()).then(run, run);
    busy.set(callId, mine);
    return mine.finally(() => {
      if (busy.get(callId) === mine) busy.delete(callId);
    });
  }

  const aboutCall = (callId: string, view: CardView | undefined) =>
    view ? aboutOf(view, deps.locale()) : drafts.get(callId)?.about;

  function typed(
    input: Input<'note.draft'>,
    about: NoteAbout | undefined,
  ): Omit<StoredDraft, 'keptAt'> {
    const view = cards.get(input.callId)?.view;
    const { callId: _callId, ...note } = input;
    const who = view && whoOf(view);
    return { ...note, about, who: who || undefined, userId: accounts.zammad()?.userId };
  }

  /** A pause that comes after its note was handed over is no new note. */
  function isLate(input: Input<'note.draft'>): boolean {
    const entry = entryOf(input.callId);
    const draft = drafts.get(input.callId);
    const text = input.text.trim();
    if (text !== '' && drafts.sent(input.callId).some((sent) => sent.text.trim() === text))
      return true;
    const note = entry ? entryNote(entry) : cards.get(input.callId)?.view.note;
    if (!note || !isHandedOver(note)) return false;
    if (draft) return false;
    if (text === '' || note.text.trim() === text) return true;
    // Another editor of the same note, a word behind.
    const since = deps.now() - (entry?.createdAt ?? note.keptAt ?? 0);
    return since >= 0 && since < LATE_MS && note.text.trim().startsWith(text);
  }

  async function draft(input: Input<'note.draft'>): Promise<Result<{ keptAt: number }>> {
    const { callId } = input;
    if (isLate(input)) return ok({ keptAt: deps.now() });
    const before = drafts.get(callId);
    const about = aboutCall(callId, cards.get(callId)?.view);
    const parked = before?.parked && input.target?.kind === 'later';
    const kept = await drafts.keep(callId, {
      ...typed(input, about),
      ...(parked ? { parked } : {}),
    });
    show(callId);
    deps.mirror().touch();
    return ok({ keptAt: kept?.keptAt ?? deps.now() });
  }

  /** To be assigned later: it stays a draft, and leaves the card. */
  async function park(input: Input<'note.send'>): Promise<Result<null>> {
    const about = aboutCall(input.callId, cards.get(input.callId)?.view);
    await drafts.keep(input.callId, { ...typed(input, about), parked: true });
    show(input.callId);
    deps.mirror().touch();
    return ok(null);
  }

  async function send(input: Input<'note.send'>): Promise<Result<null>> {
    const { callId, target } = input;
    if (target.kind === 'later') return park(input);
    const view = cards.get(callId)?.view;
    const account = accounts.zammad();
    const about = aboutCall(callId, view);
    if (!about) return failed('call/unknown');
    if (!account) return failed('connect/no-token');
    if (target.kind === 'new' && about.customerId === undefined) return failed('note/no-person');
    const named = withTitle(input, view);
    if (!wasHandedOver(named)) {
      const who = (view && whoOf(view)) || drafts.get(callId)?.who;
      const from = { about, who, account, locale: deps.locale() };
      await deps.outbox().add(newEntry(named, { ...from, id: deps.newId(), now: deps.now() }));
      if (target.kind === 'new') deps.onGroup(target.groupId);
    }
    const { text, internal } = named;
    await drafts.handedOver(callId, { text, internal, target: named.target });
    show(callId);
    deps.mirror().touch();
    return ok(null);
  }

  /** A second click, or a page that was not told and asks again. */
  function wasHandedOver(note: Input<'note.send'>): boolean {
    const { callId } = note;
    const shown = cards.get(callId)?.view.note;
    const before = [
      ...deps
        .outbox()
        .entries()
        .filter((entry) => entry.callId === callId),
      ...(shown && isHandedOver(shown) ? [shown] : []),
      ...drafts.sent(callId),
    ];
    return before.some((each) => isSameNote(each, note));
  }

  function withTitle(input: Input<'note.send'>, view: CardView | undefined): Input<'note.send'> {
    const { target } = input;
    if (target.kind !== 'new' || target.title.trim() !== '') return input;
    const title = view
      ? titleOf(view, deps.settings().ticketTitle, deps.locale())
      : (drafts.get(input.callId)?.about?.subject ?? '');
    return { ...input, target: { ...target, title } };
  }

  return {
    /** After `drafts.load` and `outbox.load`. */
    noteOf,
    /** Brings every card to what is stored: whoever was stopped may have told less than was done. */
    reconcile(): void {
      for (const { view } of cards.all()) {
        const { note, call } = view;
        if (noteOf(call.id)) show(call.id);
        else if (note.status === 'waiting' || note.status === 'sending')
          cards.change(call.id, (now) => ({ ...now, note: { ...note, status: 'sent' } }));
        else if (note.status !== 'sent' && drafts.isGone(call.id))
          cards.change(call.id, (now) => ({ ...now, note: emptyNote(note.internal) }));
      }
    },
    show,
    draft: (input: Input<'note.draft'>) => inTurn(input.callId, () => draft(input)),
    send: (input: Input<'note.send'>) => inTurn(input.callId, () => send(input)),
    inTurn,

    /** Newest first. */
    waiting: (): WaitingNote[] =>
      waitingNotes({
        drafts: drafts.list(),
        entries: deps.outbox().entries(),
        account: accounts.zammad(),
        told: (id) => told.get(id),
        who(callId) {
          const view = cards.get(callId)?.view;
          return view ? whoOf(view) : '';
        },
      }),

    discard: (callId: string): Promise<Result<null>> =>
      inTurn(callId, async () => {
        const before = drafts.get(callId);
        if (!before) return failed(entryOf(callId) ? 'note/on-its-way' : 'call/unknown');
        await drafts.discard(callId);
        const note = noteOf(callId) ?? emptyNote(before.internal);
        cards.change(callId, (view) => ({ ...view, note }));
        deps.mirror().touch();
        return ok(null);
      }),

    /** The outbox tells how it went on. */
    follow(entry: OutboxEntry, about: NoteStatus): void {
      if (entry.rest || about.status === 'refused') told.delete(entry.id);
      else told.set(entry.id, about);
      show(entry.callId);
    },

    /** It is in Zammad. Stopped in the middle of the hand-over, its draft may still be there. */
    async done({ callId, text, internal, target }: OutboxEntry): Promise<void> {
      await drafts.arrived(callId, { text, internal, target });
    },

    /** The call carries the note: it was sent from another browser, so here it is no draft any more. */
    noted: ({ id, note }: AgentCall): Promise<void> | undefined => {
      const isMine = () => note && drafts.get(id)?.text.trim() === note.text.trim();
      if (!note || !isMine()) return undefined;
      return inTurn(id, async () => {
        const draft = drafts.get(id);
        if (!draft || !isMine()) return;
        const { text, ticketId, ticketNumber } = note;
        await drafts.arrived(id, { text, internal: draft.internal });
        const { problem: _problem, ...written } = draftNote(draft);
        cards.change(id, (view) => ({
          ...view,
          note: noteOf(id) ?? {
            ...written,
            status: 'sent',
            keptAt: deps.now(),
            ...(ticketId ? { ticket: { id: ticketId, number: ticketNumber ?? '' } } : {}),
          },
        }));
        deps.mirror().touch();
      });
    },

    /**
     * It is the agent's to change: a draft again. First that, then it leaves the outbox: stopped in
     * between, it is only tried again. No hand-over comes between the two, it would be lost.
     */
    takeBack: (entry: OutboxEntry, problem: string, leave: () => Promise<void>): Promise<void> =>
      inTurn(entry.callId, async () => {
        const { callId, text, internal, outcome, tags, followUpAt, minutes } = entry;
        const { who, direction, subject, head, to, customerId, userId } = entry;
        const target = entry.replaces === undefined ? entry.target : undefined;
        const about = { direction, subject, head, to, customerId };
        const extras = entry.replaces === undefined ? { tags, followUpAt, minutes } : {};
        const note = { text, internal, outcome, target, ...extras };
        await drafts.takeBack(callId, { ...note, who, about, userId, problem }, entry);
        await leave();
        // Still in turn: a card that says "sending" would pass for a note handed over.
        told.delete(entry.id);
        show(callId);
        deps.mirror().touch();
      }),
  };
}

const isHandedOver = ({ status }: CardNote) =>
  status === 'waiting' || status === 'sending' || status === 'sent';

const emptyNote = (internal: boolean): CardNote => ({ text: '', internal, status: 'draft' });

/** Title of a new ticket by the agent's own rule. */
export function titleOf(view: CardView, template: string, locale: 'de' | 'en'): string {
  const person = view.people.find(({ userId }) => userId === view.chosen);
  const name = person?.name ?? view.call.remote.name;
  return filledTitle(template, { ...ticketCall(view.call), name }, locale);
}

/** Notes: drafts, the way to Zammad, copies at the relay, and what an editor asks for. */
import type { Settings } from '../../lib/core/settings.ts';
import type { CardRecord } from '../../lib/storage/live.ts';
import type { Drafts, OutboxEntry } from '../../lib/storage/notes.ts';
import type { Stored } from '../../lib/storage/stored.ts';
import type { Accounts } from './accounts.ts';
import type { Cards } from './cards.ts';
import { createDraftMirror } from './draft-mirror.ts';
import { createNoteDrafts } from './note-drafts.ts';
import { createNoteEdit } from './note-edit.ts';
import { createNoteModules } from './note-modules.ts';
import { createNoteOptions } from './note-options.ts';
import { prefilledNote } from './note-template.ts';
import { createNotes, type Notes } from './notes.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createShortCache } from './short-cache.ts';

/** Groups, priorities, text modules: what an administrator changes now and then. */
const LISTS_MS = 5 * 60_000;

export interface NotesDeskDeps {
  items: { drafts: Stored<Drafts>; outbox: Stored<OutboxEntry[]> };
  cards: Cards;
  accounts: Pick<Accounts, 'relay' | 'zammad'>;
  settings: () => Settings;
  locale(): 'de' | 'en';
  newId(): string;
  /** A note to a new ticket went to this group. */
  onGroup(groupId: number): void;
  /** A note has come into the relay's history. */
  onHistory?(): void;
  onError(error: unknown): void;
  random(): number;
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export type NotesDesk = ReturnType<typeof createNotesDesk>;

export function createNotesDesk(deps: NotesDeskDeps) {
  const { items, cards, accounts } = deps;
  const cache = createShortCache(LISTS_MS, deps.now);
  const drafts = createNoteDrafts({ drafts: items.drafts, now: deps.now });
  const relay = () => accounts.relay();
  const outbox: Outbox = createOutbox({
    ...deps,
    outbox: items.outbox,
    account: () => accounts.zammad(),
    relay,
    onStatus: (entry, about) => notes.follow(entry, about),
    onRefused: (...refused) => notes.takeBack(...refused),
    async onNoted({ callId, rest }) {
      await drafts.noted(callId, rest?.at ?? 0);
      mirror.touch();
      deps.onHistory?.();
    },
    async settled(entry) {
      await notes.done(entry);
      await cards.settled();
    },
  });
  const mirror = createDraftMirror({
    ...deps,
    drafts,
    relay,
    userId: () => accounts.zammad()?.userId,
    onAdopted: (callId) => notes.show(callId),
    isHandedOver: (callId, text) =>
      outbox
        .entries()
        .some((entry) => entry.callId === callId && entry.text.trim() === text.trim()),
  });
  const notes: Notes = createNotes({
    ...deps,
    drafts,
    outbox: () => outbox,
    mirror: () => mirror,
  });
  const edit = createNoteEdit({ ...deps, drafts, outbox, notes });
  const options = createNoteOptions({ ...deps, cache });
  const { modules, tags } = createNoteModules({ cards, accounts, cache });

  /** Nobody waits for it, so nobody else would hear of a failure. */
  async function told(work: readonly Promise<void>[]): Promise<void> {
    for (const end of await Promise.allSettled(work))
      if (end.status === 'rejected') deps.onError(end.reason);
  }

  return {
    notes,
    outbox,
    edit,
    options,
    modules,
    tags,
    /** Before the cards: they ask what was typed. */
    async load(): Promise<void> {
      await Promise.all([drafts.load(), outbox.load()]);
      // Stopped in the middle of a hand-over, a note is both: it is handed over.
      for (const entry of outbox.entries()) {
        const { callId, text } = entry;
        if (drafts.get(callId)?.text.trim() === text.trim()) await drafts.handedOver(callId, entry);
      }
    },
    /** What is typed and not in Zammad yet. */
    kept: () => ({ drafts: drafts.list(), outbox: outbox.entries() }),
    /** Drafts and waiting notes of these calls go; what may be in Zammad already ends by itself. */
    async eraseNotes(callIds: readonly string[]): Promise<void> {
      await outbox.drop(callIds);
      for (const id of callIds) await notes.inTurn(id, () => drafts.erase(id));
      mirror.touch();
    },
    /** After the cards. */
    reconcile: () => notes.reconcile(),
    /** On every start of the background, and by the alarm. */
    wake: () => told([outbox.work(), mirror.flush()]),
    /** The relay is there (again), and so may be Zammad. */
    connected: () => told([outbox.hurry(), mirror.connected()]),
    /** What waits is tried at once. */
    retry: () => told([outbox.hurry(), mirror.flush()]),
    /** Other people, other lists. */
    forget: () => cache.clear(),
    /** A call was answered: the template of its line. Or it was noted, perhaps elsewhere. */
    follow({ view: { call, note } }: CardRecord, before: CardRecord | undefined): void {
      if (call.note && call.note !== before?.view.call.note)
        void notes.noted(call)?.catch(deps.onError);
      const filled = prefilledNote(call, before?.view.call, note, deps.settings());
      if (filled) cards.change(call.id, (view) => ({ ...view, note: filled }));
    },
  };
}

/** Notes as the agent sees them: kept while typing, handed to the outbox, followed on the card. */
import type { CardNote, CardView } from '../../lib/core/card.ts';
import type { Input, Result } from '../../lib/rpc/contract.ts';
import { ticketTitle } from '../../lib/core/ticket-text.ts';
import type { Drafts, OutboxEntry } from '../../lib/storage/notes.ts';
import type { Stored } from '../../lib/storage/stored.ts';
import type { Accounts } from './accounts.ts';
import { EMPTY_NOTE } from './card-make.ts';
import { ticketCall } from './ticket-call.ts';
import type { Cards } from './cards.ts';
import type { Outbox } from './outbox.ts';

/** Drafts of calls that are long gone; the newest are kept. */
const DRAFTS_MAX = 200;

export interface NotesDeps {
  drafts: Stored<Drafts>;
  cards: Cards;
  accounts: Accounts;
  outbox: () => Outbox;
  locale(): 'de' | 'en';
  now(): number;
  newId(): string;
  onGroup(groupId: number): void;
}

export type Notes = ReturnType<typeof createNotes>;

export function createNotes(deps: NotesDeps) {
  const { cards, accounts } = deps;
  let known = new Map<string, CardNote>();
  /** Hand-overs of one call go one after the other: a double click is one note. */
  const busy = new Map<string, Promise<Result<null>>>();

  async function forgetDraft(callId: string): Promise<void> {
    known.delete(callId);
    await deps.drafts.update((all) => {
      const { [callId]: _gone, ...rest } = all;
      return rest;
    });
  }

  function refusalOf(input: Input<'note.send'>, view: CardView | undefined): string | undefined {
    if (!view) return 'call/unknown';
    if (!accounts.zammad()) return 'connect/no-token';
    if (input.target.kind === 'new' && view.chosen === undefined) return 'note/no-person';
    return undefined;
  }

  async function send(input: Input<'note.send'>): Promise<Result<null>> {
    const view = cards.get(input.callId)?.view;
    const code = refusalOf(input, view);
    const zammad = accounts.zammad();
    if (code !== undefined || !view || !zammad) return { ok: false, code: code ?? 'call/unknown' };
    if (isSame(view.note, input) && view.note.status !== 'draft' && view.note.status !== 'refused')
      return { ok: true, value: null };
    const { call } = view;
    const { target } = input;
    const entry: OutboxEntry = {
      id: deps.newId(),
      callId: input.callId,
      zammadUrl: zammad.url,
      userId: zammad.userId,
      direction: call.direction === 'out' ? 'out' : 'in',
      subject: ticketTitle(ticketCall(call), deps.locale()),
      text: input.text,
      internal: input.internal,
      ...(call.direction === 'out' && call.remote.display ? { to: call.remote.display } : {}),
      target,
      ...(target.kind === 'new' ? { customerId: view.chosen } : {}),
      createdAt: deps.now(),
      attempts: 0,
      nextAt: deps.now(),
      unclear: false,
    };
    cards.change(input.callId, (now) => ({
      ...now,
      note: { text: input.text, internal: input.internal, target, status: 'waiting' },
    }));
    await deps.outbox().add(entry);
    await forgetDraft(input.callId);
    if (target.kind === 'new') deps.onGroup(target.groupId);
    return { ok: true, value: null };
  }

  return {
    async load(): Promise<void> {
      const drafts = Object.entries(await deps.drafts.get());
      known = new Map(drafts.map(([id, draft]) => [id, { ...draft, status: 'draft' as const }]));
      for (const entry of await deps.outbox().list()) known.set(entry.callId, waitingNote(entry));
    },
    noteOf: (callId: string): CardNote | undefined => known.get(callId),

    async draft(input: Input<'note.draft'>): Promise<Result<{ keptAt: number }>> {
      const { callId, text, internal, target } = input;
      const keptAt = deps.now();
      const note: CardNote = {
        text,
        internal,
        ...(target ? { target } : {}),
        status: 'draft',
        keptAt,
      };
      await deps.drafts.update((all) => {
        const next = { ...all, [callId]: { text, internal, target, keptAt } };
        const list = Object.entries(next).sort(([, a], [, b]) => b.keptAt - a.keptAt);
        return Object.fromEntries(list.slice(0, DRAFTS_MAX));
      });
      known.set(callId, note);
      cards.change(callId, (view) => {
        const handedOver = view.note.status === 'waiting' || view.note.status === 'sending';
        // A late pause of the editor after the note was handed over is no new note.
        if (
          isSame(view.note, input) &&
          view.note.status !== 'draft' &&
          view.note.status !== 'refused'
        )
          return view;
        return handedOver ? view : { ...view, note };
      });
      return { ok: true, value: { keptAt } };
    },

    send(input: Input<'note.send'>): Promise<Result<null>> {
      const before = busy.get(input.callId) ?? Promise.resolve();
      const mine = before.then(
        () => send(input),
        () => send(input),
      );
      busy.set(input.callId, mine);
      return mine.finally(() => {
        if (busy.get(input.callId) === mine) busy.delete(input.callId);
      });
    },

    /** The outbox tells how it went on. */
    follow(entry: OutboxEntry, about: Pick<CardNote, 'status' | 'problem' | 'ticket'>): void {
      const note: CardNote = {
        text: entry.text,
        internal: entry.internal,
        target: entry.target,
        ...about,
        keptAt: deps.now(),
      };
      known.set(entry.callId, about.status === 'sent' ? EMPTY_NOTE : note);
      if (about.status === 'refused') {
        // Zammad will not take it like this: it is the agent's to change, so it is a draft again.
        void deps.drafts.update((all) => ({
          ...all,
          [entry.callId]: {
            text: entry.text,
            internal: entry.internal,
            target: entry.target,
            keptAt: deps.now(),
          },
        }));
      }
      cards.change(entry.callId, (view) => ({ ...view, note }));
    },
  };
}

function waitingNote(entry: OutboxEntry): CardNote {
  return {
    text: entry.text,
    internal: entry.internal,
    target: entry.target,
    status: 'waiting',
    keptAt: entry.createdAt,
  };
}

function isSame(
  note: CardNote,
  input: { text: string; internal: boolean; target?: CardNote['target'] | undefined },
): boolean {
  return (
    note.text.trim() === input.text.trim() &&
    note.internal === input.internal &&
    JSON.stringify(note.target) === JSON.stringify(input.target)
  );
}

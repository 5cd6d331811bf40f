/** The list of notes that are not in Zammad yet. Pure. */
import type { CardNote } from '../../lib/core/card.ts';
import type { WaitingNote } from '../../lib/core/note-options.ts';
import type { OutboxEntry, StoredDraft } from '../../lib/storage/notes.ts';
import { deliverable, type NoteAccount } from './note-account.ts';
import { draftNote } from './note-card.ts';
import { fullText } from './note-merge.ts';

type Told = Pick<CardNote, 'status'> & Partial<CardNote>;

export interface Waiting {
  drafts: readonly [string, StoredDraft][];
  entries: readonly OutboxEntry[];
  account: Pick<NoteAccount, 'url' | 'userId'> | undefined;
  /** What was said last of an entry. */
  told(entryId: string): Told | undefined;
  /** Who a call was with, if its card is there. */
  who(callId: string): string;
}

/** Newest first. What was handed over is no draft any more, though it may still be stored as one. */
export function waitingNotes({ drafts, entries, account, told, who }: Waiting): WaitingNote[] {
  const isHandedOver = (callId: string, { text }: StoredDraft) =>
    entries.some((entry) => entry.callId === callId && entry.text.trim() === text.trim());
  const stuck: Told = { status: 'waiting', problem: 'connect/no-token' };
  return [
    ...drafts
      .filter(([callId, draft]) => !isHandedOver(callId, draft))
      .map(([callId, draft]) => waitingDraft(callId, who(callId), draft)),
    ...entries
      .filter(({ rest }) => !rest)
      .map((entry) => {
        const goes = account && deliverable(entry, account);
        return waitingEntry(who(entry.callId), entry, goes ? told(entry.id) : stuck);
      }),
  ].sort((a, b) => b.at - a.at);
}

function waitingDraft(callId: string, who: string, draft: StoredDraft): WaitingNote {
  const { status, problem } = draftNote(draft);
  return {
    callId,
    who: draft.who ?? who,
    text: fullText(draft),
    status: status === 'refused' || status === 'parked' ? status : 'draft',
    at: draft.keptAt,
    ...(problem === undefined ? {} : { problem }),
  };
}

function waitingEntry(
  who: string,
  entry: OutboxEntry,
  told: Pick<CardNote, 'status' | 'problem'> | undefined,
): WaitingNote {
  return {
    callId: entry.callId,
    who: entry.who ?? who,
    text: entry.text,
    status: told?.status === 'sending' ? 'sending' : 'waiting',
    at: entry.startedAt ?? entry.createdAt,
    ...(told?.problem === undefined ? {} : { problem: told.problem }),
    nextAt: entry.nextAt,
    attempts: entry.attempts,
  };
}

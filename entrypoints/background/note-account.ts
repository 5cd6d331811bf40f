import type { OutboxEntry } from '../../lib/storage/notes.ts';
import type { NoteZammad } from './deliver-note.ts';

/** Whose token would send the note, and where to. */
export interface NoteAccount {
  client: NoteZammad;
  url: string;
  userId: number;
}

/** A note is only ever sent by the agent who wrote it, to the Zammad it was written for. */
export function deliverable(entry: OutboxEntry, account: NoteAccount): boolean {
  return entry.zammadUrl === account.url && entry.userId === account.userId;
}

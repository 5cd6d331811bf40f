import type { OutboxEntry } from '../../lib/storage/notes.ts';
import type { Signshow } from '../../lib/zammad/types.ts';
import type { Zammad } from '../../lib/zammad/zammad.ts';

export type NoteZammad = Pick<
  Zammad,
  | 'addTag'
  | 'addTime'
  | 'articles'
  | 'createArticle'
  | 'createTicket'
  | 'customerTickets'
  | 'deleteArticle'
  | 'me'
  | 'setPendingReminder'
  | 'ticket'
  | 'timeEntries'
> & { signshow: () => Promise<Pick<Signshow, 'timeAccounting' | 'timeAccountingUnit'>> };

/** Whose token would send the note, and where to. */
export interface NoteAccount {
  client: NoteZammad;
  url: string;
  userId: number;
}

/** A note is only ever sent by the agent who wrote it, to the Zammad it was written for. */
export function deliverable(
  entry: OutboxEntry,
  account: Pick<NoteAccount, 'url' | 'userId'>,
): boolean {
  return entry.zammadUrl === account.url && entry.userId === account.userId;
}

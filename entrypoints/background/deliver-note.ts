/**
 * Brings one note to Zammad exactly once. Zammad has no idempotency key, so the note carries a mark
 * (article preferences and message id), and after an unclear outcome the mark is looked for first.
 */
import { messageIdOf } from '../../lib/zammad/articles.ts';
import type { ZammadArticle, ZammadTicket } from '../../lib/zammad/types.ts';
import type { Zammad } from '../../lib/zammad/zammad.ts';
import type { OutboxEntry } from '../../lib/storage/notes.ts';

/** The customer's newest tickets among which a ticket of ours must be. */
const NEWEST_MAX = 10;

export type NoteZammad = Pick<
  Zammad,
  'articles' | 'createArticle' | 'createTicket' | 'customerTickets' | 'ticket'
>;

const carries = (id: string) => (article: ZammadArticle) =>
  article.noteId === id || article.messageId === messageIdOf(id);

/**
 * The ticket in which the note already is, or undefined.
 * @throws ZammadError when that cannot be told
 */
export async function findNote(
  zammad: NoteZammad,
  entry: OutboxEntry,
): Promise<ZammadTicket | undefined> {
  if (entry.target.kind === 'ticket') {
    const { ticketId } = entry.target;
    const there = (await zammad.articles(ticketId)).some(carries(entry.id));
    return there ? zammad.ticket(ticketId) : undefined;
  }
  if (entry.customerId === undefined) return undefined;
  const { open, closed } = await zammad.customerTickets(entry.customerId);
  const newest = [...open, ...closed].sort((a, b) => b.id - a.id).slice(0, NEWEST_MAX);
  for (const ticket of newest) {
    if ((await zammad.articles(ticket.id)).some(carries(entry.id))) return ticket;
  }
  return undefined;
}

/** Sends it now. @throws ZammadError */
export async function postNote(zammad: NoteZammad, entry: OutboxEntry): Promise<number> {
  const note = {
    direction: entry.direction,
    subject: entry.subject,
    body: entry.text,
    internal: entry.internal,
    noteId: entry.id,
    ...(entry.to === undefined ? {} : { to: entry.to }),
  };
  if (entry.target.kind === 'ticket') {
    const { ticketId } = entry.target;
    await zammad.createArticle({ ...note, ticketId });
    return ticketId;
  }
  if (entry.target.kind === 'later') throw new Error('a note that is to be assigned is not sent');
  if (entry.customerId === undefined) throw new Error('a new ticket needs a customer');
  const { title, groupId } = entry.target;
  const made = await zammad.createTicket({ ...note, title, groupId, customerId: entry.customerId });
  return made.id;
}

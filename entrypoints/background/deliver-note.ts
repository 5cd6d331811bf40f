/**
 * Brings one note to Zammad exactly once. Zammad has no idempotency key, so the note carries a mark
 * (article preferences and message id), and after an unclear outcome the mark is looked for first.
 */
import { noteBody } from '../../lib/core/note-text.ts';
import { messageIdOf } from '../../lib/zammad/articles.ts';
import { timeUnits } from '../../lib/zammad/time-accounting.ts';
import type { ZammadArticle } from '../../lib/zammad/types.ts';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import type { NoteRest, OutboxEntry } from '../../lib/storage/notes.ts';
import type { NoteZammad } from './note-account.ts';

/** The customer's newest tickets among which a ticket of ours must be. */
const NEWEST_MAX = 10;

/** Where the note is. */
export interface Delivered {
  ticketId: number;
  /** `''`: not known. */
  number: string;
  articleId?: number;
}

export const carries = (id: string) => (article: ZammadArticle) =>
  article.noteId === id || article.messageId === messageIdOf(id);

/**
 * The ticket in which the note already is, or undefined. A ticket in a group that the agent may
 * create in but not read cannot be looked into: there a lost answer may mean a second ticket.
 * @throws ZammadError when that cannot be told
 */
export async function findNote(
  zammad: NoteZammad,
  entry: OutboxEntry,
): Promise<Delivered | undefined> {
  if (entry.target.kind === 'ticket') {
    const { ticketId } = entry.target;
    const article = (await zammad.articles(ticketId)).find(carries(entry.id));
    if (!article) return undefined;
    const { number } = await zammad.ticket(ticketId);
    return { ticketId, number, articleId: article.id };
  }
  if (entry.customerId === undefined) return undefined;
  const { open, closed } = await zammad.customerTickets(entry.customerId);
  const newest = [...open, ...closed].sort((a, b) => b.id - a.id).slice(0, NEWEST_MAX);
  for (const { id, number } of newest) {
    const article = (await zammad.articles(id)).find(carries(entry.id));
    if (article) return { ticketId: id, number, articleId: article.id };
  }
  return undefined;
}

/** All that is known before the request that cannot be taken back. */
export interface Prepared {
  /** Of the ticket the note goes to, if that exists. */
  number: string;
  /** The minutes in Zammad's unit, when they can only go with the article. */
  timeAlong?: number;
}

/**
 * Everything that can fail without harm, asked first: Zammad answers, takes this token, has the
 * ticket, and how it counts time. So an outage that was there before leaves nothing unclear.
 * @throws ZammadError
 */
export async function prepareNote(zammad: NoteZammad, entry: OutboxEntry): Promise<Prepared> {
  const number =
    entry.target.kind === 'ticket' ? (await zammad.ticket(entry.target.ticketId)).number : '';
  if (entry.target.kind !== 'ticket') await zammad.me();
  if (!entry.minutes) return { number };
  const { timeAccounting, timeAccountingUnit } = await zammad.signshow();
  // Since 6.x time is booked apart. Sent along while accounting is off, the answer there is 403
  // and the article stays (measured on 6.5); 5.x has no other way.
  if (!timeAccounting || timeAccountingUnit !== undefined) return { number };
  const units = timeUnits(entry.minutes, undefined);
  return units === undefined ? { number } : { number, timeAlong: units };
}

/** Sends it now. @throws ZammadError */
export async function postNote(
  zammad: NoteZammad,
  entry: OutboxEntry,
  { number, timeAlong }: Prepared,
): Promise<Delivered> {
  const note = {
    direction: entry.direction,
    subject: entry.subject,
    body: noteBody(entry),
    internal: entry.internal,
    noteId: entry.id,
    ...(entry.to === undefined ? {} : { to: entry.to }),
    ...(timeAlong === undefined ? {} : { timeUnits: timeAlong }),
  };
  const { target } = entry;
  if (target.kind === 'ticket') {
    const { ticketId } = target;
    const article = await zammad.createArticle({ ...note, ticketId });
    return { ticketId, number, articleId: article.id };
  }
  if (target.kind === 'later') throw new Error('a note that is to be assigned is not sent');
  if (entry.customerId === undefined) throw new Error('a new ticket needs a customer');
  const { title, groupId, ownerId, priorityId } = target;
  const made = await zammad.createTicket({
    ...note,
    title,
    groupId,
    customerId: entry.customerId,
    ...(ownerId === undefined ? {} : { ownerId }),
    ...(priorityId === undefined ? {} : { priorityId }),
    ...(entry.tags?.length ? { tags: entry.tags } : {}),
  });
  const articles = await zammad.articles(made.id).catch(() => []);
  const article = articles.find(carries(entry.id));
  return { ticketId: made.id, number: made.number, ...(article ? { articleId: article.id } : {}) };
}

/**
 * The text of an article cannot be changed in Zammad (answered with 200 and thrown away, measured
 * on 5.5 and 6.5), so a changed note is a new article, after the old one is gone.
 * @throws ZammadError `zammad/forbidden` where Zammad does not let it go
 */
export async function removeReplaced(zammad: NoteZammad, entry: OutboxEntry): Promise<void> {
  if (entry.replaces === undefined) return;
  try {
    await zammad.deleteArticle(entry.replaces);
  } catch (error) {
    if (!(error instanceof ZammadError) || error.code !== 'zammad/not-found') throw error;
  }
}

/** What is left to do once the article is there. */
export function restOf(entry: OutboxEntry, at: number, where: Delivered): NoteRest {
  const todo: NoteRest['todo'] = [];
  if (entry.tags?.length && entry.target.kind === 'ticket') todo.push('tags');
  if (entry.followUpAt !== undefined) todo.push('followUp');
  if (entry.minutes && !entry.timeAlong) todo.push('minutes');
  todo.push('history');
  return { ...where, at, todo };
}

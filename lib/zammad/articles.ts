import * as v from 'valibot';
import { compact, flag, textIfAny, textOrEmpty, time } from './read.ts';
import type { Request } from './request.ts';
import type { ZammadArticle } from './types.ts';

/** A note about a call. */
export interface PhoneNote {
  /** `in`: the customer called us; `out`: we called. */
  direction: 'in' | 'out';
  /** Plain text, not empty. */
  body: string;
  subject?: string;
  /** Whom we called, for outgoing calls; Zammad overwrites `from` itself. */
  to?: string;
  /** Default `phone`; a `note` is nobody's call, whatever the direction. */
  type?: 'phone' | 'note';
  /** Hidden from the customer. */
  internal: boolean;
  /** Our own id of the note: the mark by which a stored article is found again. */
  noteId: string;
  /**
   * Time to account for, in Zammad's unit (`timeUnits`). Only while signshow says that accounting is
   * on: else 6.x answers `zammad/forbidden` AND keeps the article (measured on 6.5).
   */
  timeUnits?: number;
}

const articleSchema = v.pipe(
  v.object({
    id: v.number(),
    ticket_id: v.number(),
    type: textOrEmpty,
    sender: textOrEmpty,
    from: textOrEmpty,
    body: textOrEmpty,
    content_type: v.nullish(v.string(), 'text/plain'),
    internal: flag,
    created_by_id: v.number(),
    message_id: textIfAny,
    preferences: v.nullish(v.record(v.string(), v.unknown())),
    created_at: time,
  }),
  v.transform((raw): ZammadArticle => {
    const mark = v.safeParse(v.object({ noteId: v.string() }), raw.preferences?.['offhook']);
    return compact({
      id: raw.id,
      ticketId: raw.ticket_id,
      type: raw.type,
      sender: raw.sender,
      from: raw.from,
      body: raw.body,
      contentType: raw.content_type,
      internal: raw.internal,
      createdById: raw.created_by_id,
      messageId: raw.message_id,
      noteId: mark.success ? mark.output.noteId : undefined,
      createdAt: raw.created_at,
    });
  }),
);

/** The `message_id` of a note; deterministic, so that a second mark survives besides preferences. */
export function messageIdOf(noteId: string): string {
  return `<offhook.${noteId.replace(/[^\w.-]/g, '')}@offhook.invalid>`;
}

/**
 * A phone article as Zammad's own UI makes it: sender Customer for a received call, Agent for an
 * outgoing one. With sender Customer the server makes the ticket's customer the originator.
 */
export function phoneArticle(note: PhoneNote) {
  return compact({
    type: note.type ?? 'phone',
    sender: note.direction === 'in' && note.type !== 'note' ? 'Customer' : 'Agent',
    content_type: 'text/plain',
    subject: note.subject,
    body: note.body,
    to: note.direction === 'out' ? note.to : undefined,
    internal: note.internal,
    time_unit: note.timeUnits,
    message_id: messageIdOf(note.noteId),
    preferences: { offhook: { noteId: note.noteId } },
  });
}

export function createArticles(request: Request) {
  return {
    /** All articles of a ticket, oldest first. */
    articles: (ticketId: number): Promise<ZammadArticle[]> =>
      request.get(`ticket_articles/by_ticket/${ticketId}`, v.array(articleSchema)),

    /**
     * Adds the note to a ticket. After an unclear answer look for `noteId` in `articles(ticketId)`
     * before sending again. A closed ticket stays closed (measured on 5.5 and 6.5).
     */
    createArticle: (input: PhoneNote & { ticketId: number }): Promise<ZammadArticle> =>
      request.post('ticket_articles', articleSchema, {
        ticket_id: input.ticketId,
        ...phoneArticle(input),
      }),

    /**
     * Shows an article to the customer or hides it. It is the only thing of an article that Zammad
     * lets agents change: a new `body`, `subject` or `type` is answered with 200 and thrown away
     * (measured on 5.5 and 6.5). To change a text, write a new article and delete the old one.
     */
    setInternal: (articleId: number, internal: boolean): Promise<ZammadArticle> =>
      request.put(`ticket_articles/${articleId}`, articleSchema, { internal }),

    /**
     * Takes an own article back, within `articleDeleteMs` (signshow) after it was written.
     * `zammad/forbidden`: too late, somebody else's, or a phone article that the customer can see
     * (hide it first with `setInternal`). `zammad/not-found`: gone already. The first article of a
     * ticket may go too. Measured on 5.5 and 6.5.
     */
    async deleteArticle(articleId: number): Promise<void> {
      await request.delete(`ticket_articles/${articleId}`, v.unknown());
    },
  };
}

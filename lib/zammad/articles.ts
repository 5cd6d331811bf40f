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
  /** Hidden from the customer. */
  internal: boolean;
  /** Our own id of the note: the mark by which a stored article is found again. */
  noteId: string;
}

const articleSchema = v.pipe(
  v.object({
    id: v.number(),
    ticket_id: v.number(),
    type: textOrEmpty,
    sender: textOrEmpty,
    from: textOrEmpty,
    body: textOrEmpty,
    internal: flag,
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
      internal: raw.internal,
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
    type: 'phone',
    sender: note.direction === 'in' ? 'Customer' : 'Agent',
    content_type: 'text/plain',
    subject: note.subject,
    body: note.body,
    to: note.direction === 'out' ? note.to : undefined,
    internal: note.internal,
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
  };
}

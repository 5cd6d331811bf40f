import * as v from 'valibot';
import type { Definition } from './stored.ts';

export const noteTargetSchema = v.variant('kind', [
  v.object({ kind: v.literal('ticket'), ticketId: v.number() }),
  v.object({
    kind: v.literal('new'),
    title: v.string(),
    groupId: v.number(),
    ownerId: v.optional(v.number()),
    priorityId: v.optional(v.number()),
  }),
  v.object({ kind: v.literal('later') }),
]);

/** What a note holds besides its text. */
export const noteExtrasSchema = {
  outcome: v.optional(v.string()),
  tags: v.optional(v.array(v.string())),
  followUpAt: v.optional(v.number()),
  minutes: v.optional(v.number()),
};

/** The call, as the article says it. */
const noteAboutSchema = v.object({
  direction: v.picklist(['in', 'out']),
  subject: v.string(),
  /** Line above the text, without the outcome. */
  head: v.optional(v.string()),
  /** Whom we called, for outgoing calls. */
  to: v.optional(v.string()),
  /** Whose ticket a new one is. */
  customerId: v.optional(v.number()),
});
export type NoteAbout = v.InferOutput<typeof noteAboutSchema>;

/** What was typed and not yet handed over, by call id. */
export const draftsSchema = v.record(
  v.string(),
  v.object({
    text: v.string(),
    internal: v.boolean(),
    target: v.optional(noteTargetSchema),
    ...noteExtrasSchema,
    keptAt: v.number(),
    /** Put aside, to be assigned later. */
    parked: v.optional(v.boolean()),
    /** Who the call was with, for lists; the card may be long gone. */
    who: v.optional(v.string()),
    /** What must be known of the call to send the note without its card. */
    about: v.optional(noteAboutSchema),
    /** Zammad would not take it: its words or a code. */
    problem: v.optional(v.string()),
    /** Texts that came from elsewhere and need not be in `text`; none is thrown away silently. */
    aside: v.optional(v.array(v.string())),
    /** The relay holds the state of this `keptAt`. */
    mirroredAt: v.optional(v.number()),
    /** Sent or thrown away: only kept until the relay knows, and so that it does not come back. */
    gone: v.optional(v.boolean()),
    /**
     * What was sent last, the latest at the end, for as long as a page that was not told could send
     * it again.
     */
    sent: v.optional(
      v.array(
        v.object({ text: v.string(), internal: v.boolean(), target: v.optional(noteTargetSchema) }),
      ),
    ),
    /** Who wrote it; another agent's relay is not told. */
    userId: v.optional(v.number()),
  }),
);
export type Drafts = v.InferOutput<typeof draftsSchema>;
export type StoredDraft = Drafts[string];
export type SentNote = NonNullable<StoredDraft['sent']>[number];

export const draftsItem: Definition<Drafts> = {
  key: 'local:drafts',
  version: 1,
  schema: draftsSchema,
  fallback: () => ({}),
};

/** A note on its way to Zammad. It stays here until the article is known to be there. */
export const outboxEntrySchema = v.object({
  /** Goes into the article as its mark; one per note, whatever happens. */
  id: v.string(),
  callId: v.string(),
  /** For whom and where it was written; another agent's token never sends it. */
  zammadUrl: v.string(),
  userId: v.number(),
  direction: v.picklist(['in', 'out']),
  subject: v.string(),
  text: v.string(),
  internal: v.boolean(),
  /** Whom we called, for outgoing calls. */
  to: v.optional(v.string()),
  target: noteTargetSchema,
  ...noteExtrasSchema,
  who: v.optional(v.string()),
  /** Target `new`: whose ticket. */
  customerId: v.optional(v.number()),
  createdAt: v.number(),
  attempts: v.number(),
  /** Not tried before this time. */
  nextAt: v.number(),
  /** A request was started whose outcome is not known: look before repeating. */
  unclear: v.boolean(),
  /** When the last request that may have stored the note was started. */
  startedAt: v.optional(v.number()),
  /** Since when nobody waits for that request any more. */
  settleFrom: v.optional(v.number()),
  /** Lines above the text. */
  head: v.optional(v.string()),
  /** The note is a changed one: the article with this id goes first. */
  replaces: v.optional(v.number()),
  /** The minutes go with the article (5.x), not after it. */
  timeAlong: v.optional(v.boolean()),
  /** The article is there; what is still to be done. Absent: nothing was sent yet. */
  rest: v.optional(
    v.object({
      ticketId: v.number(),
      /** `''`: not known. */
      number: v.optional(v.string()),
      articleId: v.optional(v.number()),
      /** When it was known to be there. */
      at: v.optional(v.number()),
      /** `history`: the relay is told what was noted. */
      todo: v.array(v.picklist(['tags', 'followUp', 'minutes', 'history'])),
      /** Will not get through. */
      missing: v.optional(v.array(v.picklist(['tags', 'followUp', 'minutes']))),
    }),
  ),
});
export type NoteRest = NonNullable<v.InferOutput<typeof outboxEntrySchema>['rest']>;
export type OutboxEntry = v.InferOutput<typeof outboxEntrySchema>;

export const outboxItem: Definition<OutboxEntry[]> = {
  key: 'local:outbox',
  version: 1,
  schema: v.array(outboxEntrySchema),
  fallback: () => [],
};

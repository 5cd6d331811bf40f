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
  }),
);
export type Drafts = v.InferOutput<typeof draftsSchema>;

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
  /** The article is there; what is still to be done. Absent: nothing was sent yet. */
  rest: v.optional(
    v.object({
      ticketId: v.number(),
      articleId: v.optional(v.number()),
      todo: v.array(v.picklist(['tags', 'followUp', 'minutes'])),
    }),
  ),
});
export type OutboxEntry = v.InferOutput<typeof outboxEntrySchema>;

export const outboxItem: Definition<OutboxEntry[]> = {
  key: 'local:outbox',
  version: 1,
  schema: v.array(outboxEntrySchema),
  fallback: () => [],
};

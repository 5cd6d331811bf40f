import * as v from 'valibot';
import { type AgentCall, MATCH_KINDS } from '../core/agent-call.ts';
import { CARD_PROBLEMS, type CardView } from '../core/card.ts';
import { OPEN_WHATS, type OpenWhat } from '../core/settings.ts';
import { noteExtrasSchema, noteTargetSchema } from './notes.ts';
import type { Definition } from './stored.ts';

const personSchema = v.object({
  userId: v.number(),
  name: v.string(),
  organization: v.optional(v.string()),
  email: v.optional(v.string()),
  vip: v.boolean(),
  image: v.optional(v.string()),
  reason: v.object({ kind: v.picklist(MATCH_KINDS), detail: v.optional(v.string()) }),
});

const ticketSchema = v.object({
  id: v.number(),
  number: v.string(),
  title: v.string(),
  state: v.string(),
  kind: v.picklist(['new', 'open', 'pending', 'closed']),
  mine: v.boolean(),
  owner: v.optional(v.string()),
  createdAt: v.number(),
  updatedAt: v.number(),
  escalationAt: v.optional(v.number()),
  group: v.optional(v.string()),
  openBy: v.optional(v.array(v.string())),
  last: v.optional(
    v.object({
      by: v.picklist(['customer', 'agent']),
      at: v.number(),
      name: v.optional(v.string()),
    }),
  ),
});

const viewWithoutCall = v.object({
  identity: v.picklist(['looking', 'known', 'unknown', 'withheld', 'unavailable']),
  people: v.array(personSchema),
  chosen: v.optional(v.number()),
  tickets: v.optional(v.array(ticketSchema)),
  lastContactAt: v.optional(v.number()),
  problems: v.array(v.picklist(CARD_PROBLEMS)),
  note: v.object({
    text: v.string(),
    internal: v.boolean(),
    target: v.optional(noteTargetSchema),
    ...noteExtrasSchema,
    status: v.picklist(['draft', 'parked', 'waiting', 'sending', 'sent', 'refused']),
    keptAt: v.optional(v.number()),
    ticket: v.optional(v.object({ id: v.number(), number: v.string() })),
    articleId: v.optional(v.number()),
    editableUntil: v.optional(v.number()),
    missing: v.optional(v.array(v.picklist(['tags', 'followUp', 'minutes']))),
    problem: v.optional(v.string()),
  }),
  groups: v.array(v.object({ id: v.number(), name: v.string() })),
  dismissed: v.boolean(),
  lead: v.boolean(),
  zone: v.optional(v.string()),
  offer: v.optional(
    v.object({
      what: v.picklist(['profile', 'latest-ticket', 'recent', 'new-ticket', 'url']),
      until: v.number(),
    }),
  ),
  earlier: v.optional(v.object({ calls: v.number(), lastAt: v.optional(v.number()) })),
});

export interface CardRecord {
  view: CardView;
  /** Local time at which the call came into its present state; the card's life counts from here. */
  since: number;
  /** Zammad was asked and answered all; false: ask (again) after a restart of the background. */
  enriched: boolean;
  /** Moments of opening rules that this call has come to; each comes once. */
  reached?: ('ring' | 'answer')[] | undefined;
  /** What was brought on screen for it last: by a rule (what), or by the agent's own hand. */
  opened?: OpenWhat | 'hand' | undefined;
}

/**
 * What must survive the background being stopped in mid-call. Cursor and cards are one item, so
 * one write keeps both: a call is never skipped and never missing.
 */
export interface Live {
  cursor?: string | undefined;
  /** The present calls must be fetched before the picture is whole. */
  fetch: boolean;
  cards: Record<string, CardRecord>;
}

/** @param callSchema the one that checks calls on arrival; the protocol is no business of this room */
export function liveItem(callSchema: v.GenericSchema<unknown, AgentCall>): Definition<Live> {
  const viewSchema = v.object({ ...viewWithoutCall.entries, call: callSchema });
  const schema = v.object({
    cursor: v.optional(v.string()),
    fetch: v.boolean(),
    cards: v.record(
      v.string(),
      v.object({
        view: viewSchema as unknown as v.GenericSchema<unknown, CardView>,
        since: v.number(),
        enriched: v.boolean(),
        reached: v.optional(v.array(v.picklist(['ring', 'answer']))),
        opened: v.optional(v.picklist([...OPEN_WHATS, 'hand'])),
      }),
    ),
  });
  return {
    key: 'session:live',
    version: 1,
    schema,
    fallback: () => ({ fetch: true, cards: {} }),
  };
}

/** Bodies of what the agent's workspace asks the relay: history, notes, missed calls, memory of numbers. */
import * as v from 'valibot';
import type { Outcome } from '../core/call-outcome.ts';
import type { MissedRow } from '../core/missed-row.ts';
import { matchSchema } from './agent-call-schema.ts';

const text = v.pipe(v.string(), v.maxLength(1000));
export const NOTE_MAX = 100_000;
const body = v.pipe(v.string(), v.maxLength(NOTE_MAX));
const time = v.pipe(v.number(), v.integer(), v.minValue(0));

/** `GET /v1/calls`: all optional; every one that is given must hold. */
export interface HistoryFilter {
  /** Words of a name, number, note, line, queue or agent; all of them must occur. */
  q?: string | undefined;
  /** In any spelling. */
  number?: string | undefined;
  direction?: 'in' | 'out' | 'internal' | undefined;
  outcome?: Outcome | undefined;
  /** Name of who talked or was rung. */
  agent?: string | undefined;
  /** Only the asking agent's own calls. */
  mine?: boolean | undefined;
  /** Line or queue. */
  line?: string | undefined;
  /** Started at or after, and before; epoch ms. */
  from?: number | undefined;
  to?: number | undefined;
  missed?: boolean | undefined;
}

/** A note being written, as its browser keeps it: opaque to the relay but for `text`. */
export const draftSchema = v.object({
  text: body,
  internal: v.boolean(),
  outcome: v.optional(text),
  tags: v.optional(v.array(text)),
  followUpAt: v.optional(v.number()),
  minutes: v.optional(v.number()),
  target: v.optional(v.unknown()),
  /** When the browser kept it; an older one never replaces a newer one. */
  keptAt: time,
});
export type Draft = v.InferOutput<typeof draftSchema>;

/** `GET /v1/drafts`: the agent's own ones, of this and other browsers. */
export const draftListSchema = v.object({
  items: v.array(v.object({ callId: text, draft: draftSchema })),
});

/** `PUT /v1/calls/:id/note`: what was written down, once it is in Zammad. Ends the agent's draft. */
export const notedSchema = v.object({
  text: body,
  outcome: v.optional(text),
  ticketId: v.optional(v.number()),
  ticketNumber: v.optional(text),
  at: time,
});
export type Noted = v.InferOutput<typeof notedSchema>;

/** `POST /v1/calls/:id/done`. */
export const doneRequestSchema = v.object({ done: v.boolean() });
/** `POST /v1/calls/done`: calls by id, all missed calls of a number, or rows of the missed board. */
export const doneManySchema = v.object({
  ids: v.optional(v.pipe(v.array(text), v.maxLength(1_000))),
  number: v.optional(text),
  keys: v.optional(v.pipe(v.array(text), v.maxLength(1_000))),
});
/** Which calls changed. */
export const doneAnswerSchema = v.object({ ids: v.array(v.string()) });

/** `POST /v1/calls`: a call that was taken elsewhere. */
export const manualCallSchema = v.object({
  direction: v.picklist(['in', 'out']),
  /** In any spelling; empty when it was withheld. */
  number: v.pipe(v.string(), v.maxLength(100)),
  startedAt: time,
  /** Talk time; 0 when nobody answered. */
  durationMs: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(86_400_000)),
  answered: v.boolean(),
  /** Made up by the browser, so that a repetition makes no second call. */
  requestId: v.pipe(v.string(), v.minLength(8), v.maxLength(100)),
});
export type ManualCall = v.InferOutput<typeof manualCallSchema>;

export const missedRowSchema = v.object({
  key: text,
  number: v.optional(text),
  display: text,
  name: v.optional(text),
  matches: v.array(matchSchema),
  attempts: v.number(),
  firstAt: v.number(),
  lastAt: v.number(),
  line: v.optional(text),
  waits: v.array(v.number()),
  waitedMs: v.number(),
  voicemail: v.optional(v.boolean()),
  claimedBy: v.optional(text),
  claimedAt: v.optional(v.number()),
  mine: v.boolean(),
  callIds: v.array(v.string()),
}) satisfies v.GenericSchema<unknown, MissedRow>;
/** `GET /v1/missed?cursor&limit`, latest attempt first. */
export const missedListSchema = v.object({
  items: v.array(missedRowSchema),
  next: v.optional(v.string()),
  /** Rows altogether, for the badge. */
  total: v.number(),
});

/** `POST /v1/missed/:key/claim`; 409 `missed/claimed` when somebody else has it. */
export const claimRequestSchema = v.object({ claim: v.boolean() });

/** `POST /v1/numbers/:number/pick`. */
export const pickRequestSchema = v.object({ userId: v.number(), name: text });
/** `POST /v1/numbers/:number/exclude`: not this person, for all agents; `false` takes it back. */
export const excludeRequestSchema = v.object({
  userId: v.number(),
  name: text,
  exclude: v.boolean(),
});

/**
 * `POST /v1/numbers/:number/found`: all whom a browser's own look-up in Zammad found behind the
 * number, by their records. Nobody: the relay forgets whom it had learned.
 */
export const foundRequestSchema = v.object({
  people: v.pipe(
    v.array(
      v.object({
        userId: v.number(),
        name: text,
        organization: v.optional(text),
        vip: v.optional(v.boolean()),
        /** Which field holds the number. */
        field: v.optional(text),
      }),
    ),
    v.maxLength(20),
  ),
});
export type FoundPerson = v.InferOutput<typeof foundRequestSchema>['people'][number];

/** `GET /v1/viewers?tickets=1,2`: which colleagues have these tickets on screen now. */
export const viewersSchema = v.object({
  items: v.array(v.object({ ticketId: v.number(), agents: v.array(text) })),
});

/** Checks an `AgentCall` that came over the network (type: `lib/core/agent-call.ts`). */
import * as v from 'valibot';
import { type AgentCall, type CallNote, type Match, MATCH_KINDS } from '../core/agent-call.ts';

const text = v.pipe(v.string(), v.maxLength(1000));

export const matchSchema = v.object({
  userId: v.optional(v.number()),
  name: text,
  organization: v.optional(text),
  vip: v.optional(v.boolean()),
  reason: v.object({ kind: v.picklist(MATCH_KINDS), detail: v.optional(text) }),
  weight: v.number(),
  learned: v.optional(v.boolean()),
}) satisfies v.GenericSchema<unknown, Match>;

export const callNoteSchema = v.object({
  agent: text,
  at: v.number(),
  text: v.pipe(v.string(), v.maxLength(100_000)),
  outcome: v.optional(text),
  ticketId: v.optional(v.number()),
  ticketNumber: v.optional(text),
}) satisfies v.GenericSchema<unknown, CallNote>;

export const agentCallSchema = v.object({
  id: text,
  version: v.number(),
  direction: v.picklist(['in', 'out', 'internal']),
  state: v.picklist(['queued', 'ringing', 'talking', 'ended']),
  line: v.object({
    number: text,
    display: v.optional(text),
    label: v.optional(text),
    greeting: v.optional(text),
    language: v.optional(text),
    private: v.optional(v.boolean()),
  }),
  queue: v.optional(text),
  remote: v.object({
    number: v.optional(text),
    display: text,
    withheld: v.boolean(),
    internal: v.boolean(),
    name: v.optional(text),
    matches: v.array(matchSchema),
    excluded: v.optional(v.array(v.number())),
  }),
  ringing: v.array(text),
  answeredBy: v.optional(text),
  mine: v.boolean(),
  startedAt: v.number(),
  answeredAt: v.optional(v.number()),
  endedAt: v.optional(v.number()),
  cause: v.optional(text),
  missed: v.boolean(),
  forwarded: v.boolean(),
  voicemail: v.boolean(),
  transferredFrom: v.optional(
    v.object({ agent: text, talkedMs: v.number(), draft: v.optional(v.string()) }),
  ),
  transferredTo: v.optional(v.object({ agent: v.optional(text) })),
  dialId: v.optional(text),
  done: v.boolean(),
  manual: v.optional(v.boolean()),
  note: v.optional(callNoteSchema),
}) satisfies v.GenericSchema<unknown, AgentCall>;

import * as v from 'valibot';
import type { Away } from '../core/away.ts';
import type { AgentCall } from '../core/agent-call.ts';
import type { CardView } from '../core/card.ts';
import type { MissedRow } from '../core/missed-row.ts';
import { OUTCOMES } from '../core/call-outcome.ts';
import { callId, card, method, none, page, userId } from './method.ts';

export interface CallsPage {
  items: AgentCall[];
  next?: string;
}
export interface MissedPage {
  items: MissedRow[];
  next?: string;
  total: number;
}

const text = v.pipe(v.string(), v.maxLength(250));
const cursor = v.optional(v.pipe(v.string(), v.maxLength(500)));
const time = v.optional(v.number());
const keys = v.pipe(v.array(text), v.maxLength(1_000));

/** Calls of the past, missed ones, and what happened meanwhile. */
export const callsContract = {
  'history.page': method<CallsPage>()(
    v.object({
      cursor,
      limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100))),
      q: v.optional(text),
      number: v.optional(text),
      direction: v.optional(v.picklist(['in', 'out', 'internal'])),
      outcome: v.optional(v.picklist(OUTCOMES)),
      agent: v.optional(text),
      mine: v.optional(v.boolean()),
      line: v.optional(text),
      from: time,
      to: time,
    }),
    page,
  ),
  /** Makes (or finds) the card of a call of the past, to look at and to write a note for. */
  'history.card': method<CardView>()(v.object({ callId }), page),
  /** The calls with a person, for the strip on their profile and tickets; newest first, at most 10. */
  'calls.with': method<{ items: AgentCall[]; missed: number; more?: boolean }>()(
    v.object({ userId: v.optional(userId), ticketId: v.optional(v.number()) }),
    card,
  ),
  /** A call taken elsewhere. The answer is the new call. */
  'calls.enter': method<AgentCall>()(
    v.object({
      direction: v.picklist(['in', 'out']),
      number: v.pipe(v.string(), v.maxLength(100)),
      startedAt: v.number(),
      durationMs: v.pipe(v.number(), v.minValue(0)),
      answered: v.boolean(),
      requestId: v.pipe(v.string(), v.minLength(8), v.maxLength(100)),
    }),
    page,
  ),
  'missed.list': method<MissedPage>()(v.object({ cursor }), page),
  'missed.claim': method<null>()(v.object({ key: text, claim: v.boolean() }), page),
  /** Done in the relay and in Zammad's own log. */
  'missed.done': method<{ calls: number }>()(v.object({ keys }), page),
  /** What happened while nobody listened; null: nothing, or seen already. */
  'away.get': method<Away | null>()(none, page),
  'away.seen': method<null>()(none, page),
} as const;

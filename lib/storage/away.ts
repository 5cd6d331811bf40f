import * as v from 'valibot';
import type { Definition } from './stored.ts';

/** Since when nobody listened here, to tell afterwards what happened meanwhile. */
export const awaySchema = v.object({
  /** The last moment at which this browser was connected and somebody was there. */
  listenedAt: v.optional(v.number()),
  /** A gap that was noticed and whose summary nobody has put away yet. */
  gap: v.optional(v.object({ from: v.number(), to: v.number() })),
  /** What Zammad said last about the agent's absence; days as `2026-11-21`, local time. */
  absence: v.optional(
    v.object({ on: v.boolean(), from: v.optional(v.string()), to: v.optional(v.string()) }),
  ),
  /** The agent has Zammad's own caller notifications on (`preferences.cti`). */
  zammadCti: v.optional(v.boolean()),
});
export type AwayState = v.InferOutput<typeof awaySchema>;

export const awayItem: Definition<AwayState> = {
  key: 'local:away',
  version: 1,
  schema: awaySchema,
  fallback: () => ({}),
};

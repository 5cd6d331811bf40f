import * as v from 'valibot';
import type { Definition } from './stored.ts';

/** Since when nobody listened here, to tell afterwards what happened meanwhile. */
export const awaySchema = v.object({
  /** The last moment at which this browser was connected and somebody was there. */
  listenedAt: v.optional(v.number()),
  /** A gap that was noticed and whose summary nobody has put away yet. */
  gap: v.optional(v.object({ from: v.number(), to: v.number() })),
});
export type AwayState = v.InferOutput<typeof awaySchema>;

export const awayItem: Definition<AwayState> = {
  key: 'local:away',
  version: 1,
  schema: awaySchema,
  fallback: () => ({}),
};

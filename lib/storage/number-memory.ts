import * as v from 'valibot';
import type { Definition } from './stored.ts';

/** What an agent found out about a number and the relay has not been told yet. */
const untoldSchema = v.object({
  /** `+` and E.164 digits. */
  number: v.string(),
  /** `pick`: this is who it is. `exclude`: it is not; `include` takes that back. */
  what: v.picklist(['pick', 'exclude', 'include']),
  userId: v.number(),
  name: v.string(),
  at: v.number(),
  /** For which relay; another one has other people. */
  relayUrl: v.string(),
});
export type Untold = v.InferOutput<typeof untoldSchema>;

export const numberMemorySchema = v.array(untoldSchema);

export const numberMemoryItem: Definition<Untold[]> = {
  key: 'local:number-memory',
  version: 1,
  schema: numberMemorySchema,
  fallback: () => [],
};

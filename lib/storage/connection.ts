import * as v from 'valibot';
import type { Definition } from './stored.ts';

/** What the extension is connected to. Holds both tokens: background only, never sent anywhere else. */
export const connectionSchema = v.object({
  zammad: v.optional(
    v.object({
      /** Origin, e.g. `https://zammad.example`. */
      url: v.string(),
      token: v.string(),
      /** Whose token it is. */
      userId: v.number(),
      login: v.string(),
      name: v.string(),
    }),
  ),
  relay: v.optional(
    v.object({
      url: v.string(),
      /** Absent until the relay has paired this device. */
      deviceToken: v.optional(v.string()),
      /** What the relay told about itself last (`GET /v1/me`). */
      facts: v.optional(
        v.object({
          forwards: v.boolean(),
          dial: v.boolean(),
          homeCountry: v.string(),
          areaCode: v.optional(v.string()),
          opensInZammad: v.optional(v.boolean()),
          learns: v.optional(v.boolean()),
          phoneFields: v.optional(v.array(v.string())),
        }),
      ),
    }),
  ),
});
export type Connection = v.InferOutput<typeof connectionSchema>;

export const connectionItem: Definition<Connection> = {
  key: 'local:connection',
  version: 1,
  schema: connectionSchema,
  fallback: () => ({}),
};

/** A token just created for the agent, until the connection is saved with it. */
export const createdTokenSchema = v.nullable(
  v.object({ zammadUrl: v.string(), token: v.string() }),
);
export type CreatedToken = v.InferOutput<typeof createdTokenSchema>;

export const createdTokenItem: Definition<CreatedToken> = {
  key: 'session:created-token',
  version: 1,
  schema: createdTokenSchema,
  fallback: () => null,
};

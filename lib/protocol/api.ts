/** Request and answer bodies of the relay's agent-side HTTP API (`/v1/*`). */
import * as v from 'valibot';
import { agentCallSchema, matchSchema } from './agent-call-schema.ts';
import { agentSchema } from './frames.ts';

/** Every error body: `{"error":{"code","message"}}`. `message` says what to do, in English. */
export const errorBodySchema = v.object({
  error: v.object({ code: v.string(), message: v.string() }),
});

/** `POST /v1/devices`: the Zammad token is used once to ask Zammad who this is, then forgotten. */
export const pairRequestSchema = v.object({
  zammadUrl: v.pipe(v.string(), v.maxLength(2048)),
  zammadToken: v.pipe(v.string(), v.minLength(1), v.maxLength(512)),
  name: v.pipe(v.string(), v.maxLength(200)),
});
export const pairAnswerSchema = v.object({ deviceToken: v.string(), agent: agentSchema });

/** `GET /v1/me`. */
export const meSchema = v.object({
  agent: agentSchema,
  relay: v.object({
    version: v.string(),
    zammadUrl: v.optional(v.string()),
    /** The relay also feeds Zammad's caller log, so the log can be asked by call id. */
    forwards: v.boolean(),
    /** Number of people in the relay's directory; 0 when it has none. */
    directory: v.number(),
    /** The relay can make the phone ring (`POST /v1/dial`). */
    dial: v.boolean(),
    homeCountry: v.string(),
    areaCode: v.optional(v.string()),
    /** Zammad is told who answers, so its web page opens a screen by itself. */
    opensInZammad: v.optional(v.boolean()),
    /** It reads nobody in Zammad by itself: `POST /v1/numbers/:number/found` is welcome. */
    learns: v.optional(v.boolean()),
    /** Custom fields of a person that hold telephone numbers, by their names in Zammad's API. */
    phoneFields: v.optional(v.array(v.string())),
    /** What the relay presets or fixes for this agent. */
    settings: v.optional(v.unknown()),
  }),
});
export type Me = v.InferOutput<typeof meSchema>;

export const callListSchema = v.object({
  items: v.array(agentCallSchema),
  next: v.optional(v.string()),
});
export const lookupSchema = v.object({ number: v.string(), matches: v.array(matchSchema) });

export const dialRequestSchema = v.object({
  number: v.pipe(v.string(), v.maxLength(100)),
  callerId: v.optional(v.pipe(v.string(), v.maxLength(100))),
});
export const dialAnswerSchema = v.object({ dialId: v.string() });

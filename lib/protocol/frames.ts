/**
 * The frames of `GET /v1/stream` (JSON text frames, protocol 1). There is one protocol version;
 * another one is refused with `{"type":"refused","reason":"protocol"}`.
 */
import * as v from 'valibot';
import { agentCallSchema } from './agent-call-schema.ts';

export const PROTOCOL = 1;
/** The relay sends `beat` this often; two missed beats close the connection on either side. */
export const BEAT_MS = 20_000;
/** The first frame must be `hello` and must come within this time. */
export const HELLO_TIMEOUT_MS = 5_000;

export const agentSchema = v.object({
  id: v.number(),
  login: v.string(),
  name: v.string(),
  email: v.optional(v.string()),
});
export type Agent = v.InferOutput<typeof agentSchema>;

export const clientFrameSchema = v.variant('type', [
  v.object({
    type: v.literal('hello'),
    protocol: v.number(),
    token: v.pipe(v.string(), v.maxLength(200)),
    cursor: v.optional(v.pipe(v.string(), v.maxLength(200))),
  }),
  v.object({
    type: v.literal('presence'),
    phone: v.picklist(['on', 'quiet']),
    activeAt: v.number(),
    /** Tickets on screen now, so that colleagues see it on their cards. */
    tickets: v.optional(v.pipe(v.array(v.number()), v.maxLength(20))),
  }),
  v.object({ type: v.literal('read'), cursor: v.pipe(v.string(), v.maxLength(200)) }),
]);
export type ClientFrame = v.InferOutput<typeof clientFrameSchema>;

export const relayFrameSchema = v.variant('type', [
  v.object({
    type: v.literal('welcome'),
    protocol: v.number(),
    agent: agentSchema,
    cursor: v.string(),
    serverAt: v.number(),
  }),
  v.object({
    type: v.literal('call'),
    cursor: v.string(),
    lead: v.boolean(),
    call: agentCallSchema,
  }),
  v.object({ type: v.literal('gap') }),
  /** The missed board is not what it was: ask again when it is on screen. */
  v.object({ type: v.literal('board') }),
  /** `cursor`: nothing before it is missing; keep it, so that a quiet agent resumes cheaply. */
  v.object({ type: v.literal('beat'), cursor: v.optional(v.string()) }),
  v.object({ type: v.literal('config'), config: v.record(v.string(), v.unknown()) }),
  v.object({ type: v.literal('refused'), reason: v.picklist(['protocol', 'token', 'rate']) }),
  v.object({ type: v.literal('bye'), reason: v.picklist(['shutdown', 'slow', 'revoked']) }),
]);
export type RelayFrame = v.InferOutput<typeof relayFrameSchema>;

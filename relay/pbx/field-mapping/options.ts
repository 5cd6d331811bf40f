/** What an admin writes for a system nobody has heard of. Every message says what to write. */
import * as v from 'valibot';
import { CAUSES } from '../../../lib/core/call.ts';
import { signingSecret } from '../signature.ts';
import { answers } from './answers.ts';
import { source } from './sources.ts';

const KINDS = ['new', 'ring', 'stopRing', 'answer', 'hangup', 'update', 'ignore'] as const;
export type MappedKind = (typeof KINDS)[number];

/** What is missing is read as an empty text, so that the message says what to write. */
const needed = <const S extends v.GenericSchema>(schema: S) => v.optional(schema, '' as never);

const fields = v.strictObject({
  event: needed(source),
  callId: v.optional(source),
  direction: v.optional(source),
  from: v.optional(source),
  to: v.optional(source),
  user: v.optional(source),
  answeredBy: v.optional(source),
  queue: v.optional(source),
  cause: v.optional(source),
  at: v.optional(source),
  prevCallId: v.optional(source),
});

/** Words of the system to words of ours; they count without case. `*` is every other word. */
const words = <const T extends readonly [string, ...string[]]>(ours: T) =>
  v.record(
    v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
    v.picklist(ours, `must be one of ${ours.join(', ')}`),
    `must be {"word of the system": "${ours[0]}"}`,
  );

const signature = v.strictObject({
  header: needed(
    v.pipe(
      v.string('must be the name of a header'),
      v.regex(/^[A-Za-z0-9-]{1,60}$/, 'must be the name of a header, like X-Signature'),
      v.toLowerCase(),
    ),
  ),
  algorithm: needed(
    v.picklist(
      ['hmac-sha1', 'hmac-sha256', 'hmac-sha512'],
      'must be hmac-sha1, hmac-sha256 or hmac-sha512',
    ),
  ),
  encoding: needed(v.picklist(['hex', 'base64'], 'must be hex or base64')),
  signingSecret: needed(signingSecret),
  previousSigningSecret: v.optional(signingSecret),
  prefix: v.optional(v.pipe(v.string('must be a text, like sha256='), v.maxLength(40)), ''),
});
export type SignatureOptions = v.InferOutput<typeof signature>;

export const fieldMappingOptions = v.strictObject({
  fields: v.optional(fields, {} as never),
  events: v.optional(words(KINDS), {}),
  directions: v.optional(words(['in', 'out', 'internal']), {}),
  causes: v.optional(words(CAUSES), {}),
  each: v.optional(
    v.pipe(v.string(), v.regex(/^[^\s]{1,200}$/, 'must be the path of a list, like data.calls')),
  ),
  answers: v.optional(answers, {}),
  signature: v.optional(signature),
});
export type FieldMappingOptions = v.InferOutput<typeof fieldMappingOptions>;

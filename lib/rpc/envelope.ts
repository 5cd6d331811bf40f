import * as v from 'valibot';

/** What travels by `runtime.sendMessage`; other messages are not ours and stay unanswered. */
export const envelopeSchema = v.object({
  offhook: v.literal(1),
  method: v.string(),
  input: v.unknown(),
});
export type Envelope = v.InferOutput<typeof envelopeSchema>;

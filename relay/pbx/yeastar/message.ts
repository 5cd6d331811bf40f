/**
 * Reads Yeastar's event envelope: `{"type":30011,"sn":"…","msg":"<JSON in a text>"}`.
 * Source: Yeastar P-Series Developer Guide, events 30011, 30012, 30016.
 */
import * as v from 'valibot';

/** Digits may come as numbers; nothing, as a blank. */
const text = v.pipe(
  v.union([v.string(), v.number()]),
  v.transform((value) => String(value).trim().slice(0, 200)),
);
const optionalText = v.optional(v.nullable(text));
const status = v.optional(
  v.nullable(
    v.pipe(
      text,
      v.transform((word) => word.toUpperCase()),
    ),
  ),
);
const seconds = v.optional(
  v.pipe(
    text,
    v.transform(Number),
    v.check((value) => value >= 0 && value < 604_800, 'is no duration in seconds'),
  ),
);

const leg = { channel_id: optionalText, member_status: status, call_path: optionalText };
const side = v.object({ ...leg, from: optionalText, to: optionalText });
const member = v.object({
  extension: v.optional(v.object({ ...leg, number: optionalText })),
  inbound: v.optional(side),
  outbound: v.optional(side),
});
export type Member = v.InferOutput<typeof member>;

export const callState = v.object({
  call_id: v.pipe(text, v.minLength(1)),
  members: v.pipe(v.array(member), v.maxLength(50)),
});
export type CallStateMessage = v.InferOutput<typeof callState>;

export const callRecord = v.object({
  call_id: v.pipe(text, v.minLength(1)),
  call_from: optionalText,
  call_to: optionalText,
  did_number: optionalText,
  talk_duration: seconds,
  status: optionalText,
  type: optionalText,
});
export type CallRecordMessage = v.InferOutput<typeof callRecord>;

export interface Envelope {
  type: number;
  msg: unknown;
}

/** @returns undefined when it is no envelope; an unreadable `msg` is undefined */
export function readEnvelope(body: Uint8Array): Envelope | undefined {
  const outer = parse(new TextDecoder().decode(body));
  if (!outer || typeof outer !== 'object' || Array.isArray(outer)) return undefined;
  const { type, msg, event } = outer as Record<'type' | 'msg' | 'event', unknown>;
  // The test button of the web interface, as public receivers know it.
  if (type === undefined && event === 'test') return { type: 0, msg: undefined };
  const number = typeof type === 'string' ? Number(type) : type;
  if (typeof number !== 'number' || !Number.isInteger(number)) return undefined;
  return { type: number, msg: typeof msg === 'string' ? parse(msg) : msg };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

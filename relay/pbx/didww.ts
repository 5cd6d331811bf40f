/**
 * Dialect `didww`: call webhooks of DIDWW phone.systems. Signed JSON, an envelope around `data`.
 * The signature, the envelope and the event types are as DIDWW documents them; the names of the
 * fields in `data` could not be verified, so several spellings of each are read.
 * Source: DIDWW, phone.systems, "Call Webhooks", "Verify webhook requests", "Webhook delivery".
 */
import * as v from 'valibot';
import type { PbxEvent } from '../../lib/core/call.ts';
import { readCause } from './causes.ts';
import { defineDialect, type Dialect, type DialectContext } from './dialect.ts';
import { DIDWW_SIGNATURE, isSignedByDidww, readDidwwSignature } from './didww-signature.ts';
import { type Fields, readFields } from './fields.ts';
import { readDirection } from './generic/words.ts';
import { readNumber, readPerson } from './parties.ts';
import { shortenId, unreadable } from './reading.ts';
import {
  forged,
  isFresh,
  secretsOf,
  signatureSwitch,
  signingSecret,
  splitShorthand,
  stale,
  unsigned,
} from './signature.ts';

const KINDS = new Map<string, PbxEvent['kind']>([
  ['call.started', 'new'],
  ['call.connected', 'answer'],
  ['call.ended', 'hangup'],
]);
const FROM = 'from fromnumber caller callernumber callerid src srcnumber source'.split(' ');
const TO =
  'to tonumber called callednumber callee calleenumber dst dstnumber destination did didnumber'.split(
    ' ',
  );
const WHO = 'answeredby extension user username agent contact'.split(' ');
const CAUSE = 'hangupcause disconnectreason disconnectcause endreason reason cause result'.split(
  ' ',
);
const CODE = 'sipcode disconnectcode hangupcode'.split(' ');

const options = v.pipe(
  v.strictObject(
    {
      signature: v.optional(signatureSwitch, 'required'),
      signingSecret: v.optional(signingSecret),
      previousSigningSecret: v.optional(signingSecret),
    },
    'must be an object with "signingSecret", "previousSigningSecret" and "signature"',
  ),
  v.forward(
    v.check(
      (given) => given.signature === 'off' || given.signingSecret !== undefined,
      'is missing: write the secret of Settings > Webhooks, or "signature": "off"',
    ),
    ['signingSecret'],
  ),
);

export const didww = defineDialect({
  id: 'didww',
  name: 'DIDWW phone.systems',
  capabilities: {
    reject: false,
    setCallerId: false,
    dial: false,
    ringingTargets: false,
    queues: false,
    transfers: false,
    outgoingAnswer: true,
    snapshot: false,
  },
  options,
  shorthand(text) {
    const { secret, signing } = splitShorthand(text);
    return { secret, options: { signature: 'required' as const, signingSecret: signing } };
  },
  create: createDidwwDialect,
});

function createDidwwDialect(
  context: DialectContext,
  { signature, ...settings }: v.InferOutput<typeof options>,
): Dialect {
  const { phone, markOurs, connection, clock } = context;
  const secrets = secretsOf(settings.signingSecret, settings.previousSigningSecret);

  function side(fields: Fields, names: readonly string[]) {
    const text = fields.first(names);
    return text === undefined ? undefined : markOurs(readNumber(text, phone));
  }

  function read(fields: Fields, kind: PbxEvent['kind'], callId: string, at: number): PbxEvent {
    const event: PbxEvent = { source: connection.id, kind, callId, at };
    const direction = readDirection(fields.first(['direction', 'calldirection']) ?? '');
    if (direction) event.direction = direction;
    const from = side(fields, FROM);
    const to = side(fields, TO);
    if (from) event.from = from;
    if (to) event.to = to;
    const name = fields.first(WHO)?.trim();
    const person = name ? markOurs(readPerson(name, phone)) : undefined;
    if (kind === 'new' && person && direction !== 'out') event.targets = [person];
    if (kind === 'new' && person && direction === 'out') event.from = { ...person, ...event.from };
    if (kind === 'answer' && person && direction !== 'out') event.answeredBy = person;
    if (kind === 'hangup') event.end = endOf(fields);
    return event;
  }

  return {
    async receive(request, at) {
      if (signature === 'required') {
        const header = request.header(DIDWW_SIGNATURE);
        if (!header) return unsigned('X-PS-Signature');
        const given = readDidwwSignature(header);
        if (!given || !isSignedByDidww(given, request.body, secrets)) return forged();
        if (!isFresh(given.time, clock())) return stale();
      }
      const text = new TextDecoder().decode(request.body);
      const envelope = parseObject(text);
      if (!envelope) return unreadable('the body is no JSON object');
      const { type, global_tag: tag, data } = envelope;
      if (typeof type !== 'string') return unreadable('"type" is missing');
      const kind = KINDS.get(type);
      // Records of finished calls and whatever comes next: refused, DIDWW would send them ten times.
      if (!kind) return { ok: true, events: [], raw: text };
      if (typeof tag !== 'string' || tag.trim() === '')
        return unreadable('"global_tag" is missing');
      const flat = Buffer.from(JSON.stringify(flatten(data)));
      const body = await readFields(new URLSearchParams(), 'application/json', flat);
      if (!body) return unreadable('"data" is no object');
      return {
        ok: true,
        events: [read(body.fields, kind, shortenId(tag.trim()), at)],
        raw: text,
      };
    },
    answer: () => ({ contentType: 'text/plain; charset=utf-8', body: 'OK' }),
  };
}

function endOf(fields: Fields): NonNullable<PbxEvent['end']> {
  const word = fields.first(CAUSE)?.trim().slice(0, 100);
  const cause = word === undefined ? undefined : readCause(word);
  const code = /^[3-6]\d\d$/.exec(fields.first(CODE)?.trim() ?? '')?.[0];
  return {
    ...(cause && { cause }),
    ...(word !== undefined && word !== cause && { word }),
    ...(code !== undefined && { sip: Number(code) }),
  };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return value && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** Texts of `data`, and of what is one level below it: `{"from": {"number": "…"}}`. */
function flatten(data: unknown): Record<string, string> {
  const pairs = Object.entries(asObject(data) ?? {})
    .slice(0, 200)
    .flatMap(([key, value]): [string, unknown][] => {
      const inner = asObject(value);
      if (!inner) return [[key, value]];
      return [[key, inner.number ?? inner.phone ?? inner.extension ?? inner.name]];
    });
  return Object.fromEntries(
    pairs.flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : [],
    ),
  );
}

/**
 * Reads one request of Twilio, or of Telnyx TeXML which copies it: what it says about one leg. The
 * requests may come in any order; `SequenceNumber` counts those of one leg. Sources: Twilio's voice
 * webhooks and status callbacks, Telnyx's TeXML callbacks.
 */
import type { Party, PbxEvent } from '../../../lib/core/call.ts';
import type { Phone } from '../../../lib/core/phone.ts';
import type { Fields } from '../fields.ts';
import type { MarkOurs } from '../our-side.ts';
import { shortenId } from '../reading.ts';
import { readTwilioParty } from './twilio-parties.ts';

export interface Leg {
  isChild: boolean;
  stage: Stage;
  /** As said. */
  status: string;
  from: Party | undefined;
  to: Party | undefined;
  /** The number of ours that was called before `<Dial>`. */
  via: Party | undefined;
  /** The same, named by the admin in the callback's address (`?line=`). */
  line: Party | undefined;
  way: string | undefined;
  sip: number | undefined;
  talkMs: number | undefined;
  end: string | undefined;
  base: Omit<PbxEvent, 'kind'>;
}

export type Stage = 'ringing' | 'talking' | 'over';

const STAGES = new Map<string, Stage>([
  ...['queued', 'initiated', 'ringing'].map((word) => [word, 'ringing'] as const),
  ...['in-progress', 'answered'].map((word) => [word, 'talking'] as const),
  ...['completed', 'busy', 'no-answer', 'canceled', 'cancelled', 'failed'].map(
    (word) => [word, 'over'] as const,
  ),
]);
/** A clock this far from ours is not believed. */
const MAX_SKEW_MS = 300_000;

/** @returns reads one request; a text when something is missing or wrong */
export function createLegReader(input: {
  source: string;
  phone: Phone;
  markOurs: MarkOurs;
}): (fields: Fields, receivedAt: number) => Leg | string {
  const { phone, markOurs } = input;

  function side(fields: Fields, ...names: string[]): Party | undefined {
    const text = fields.first(names);
    return text === undefined ? undefined : markOurs(readTwilioParty(text, phone));
  }

  function read(fields: Fields, receivedAt: number): Leg | string {
    const legId = fields.first(['callsid'])?.trim();
    if (!legId) return '"CallSid" is missing';
    const status = fields.first(['callstatus'])?.trim().toLowerCase();
    if (!status) return '"CallStatus" is missing';
    const stage = STAGES.get(status);
    if (!stage) return '"CallStatus" is no status of a call';
    const parent = fields.first(['parentcallsid'])?.trim();
    const seq = readSeq(fields.first(['sequencenumber']));
    const leg: Leg = {
      isChild: Boolean(parent),
      stage,
      status,
      from: side(fields, 'from', 'caller'),
      to: side(fields, 'to', 'called'),
      via: side(fields, 'calledvia', 'forwardedfrom'),
      line: side(fields, 'line'),
      way: fields.first(['direction'])?.trim().toLowerCase(),
      sip: readSip(fields.first(['sipresponsecode', 'siphangupcause'])),
      talkMs: readSeconds(fields.first(['callduration'])),
      end: fields.first(['hangupsource'])?.trim().toLowerCase(),
      base: {
        source: input.source,
        callId: shortenId(parent || legId),
        legId: shortenId(legId),
        at: readTime(fields.first(['timestamp']), seq, receivedAt),
      },
    };
    if (seq !== undefined) leg.base.seq = seq;
    const dialId = fields.first(['dialid'])?.trim();
    if (dialId) leg.base.dialId = dialId;
    const name = fields.first(['callername'])?.trim();
    if (name && leg.from && !leg.from.withheld) leg.from = { ...leg.from, name };
    return leg;
  }

  return read;
}

/**
 * RFC 2822 (Twilio) or ISO (Telnyx), to the second; the sender's own counting orders what one
 * second holds. A time far from ours is not believed.
 */
function readTime(text: string | undefined, seq: number | undefined, receivedAt: number): number {
  const said = text === undefined ? Number.NaN : Date.parse(text.trim());
  if (Number.isNaN(said) || Math.abs(said - receivedAt) > MAX_SKEW_MS) return receivedAt;
  return said % 1000 === 0 ? said + Math.min(seq ?? 0, 999) : said;
}

function readSeq(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined;
}

function readSip(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-6]\d\d$/.test(text.trim()) ? Number(text) : undefined;
}

function readSeconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,6}$/.test(text.trim()) ? Number(text) * 1000 : undefined;
}

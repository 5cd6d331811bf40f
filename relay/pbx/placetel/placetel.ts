/**
 * Dialect `placetel`: Placetel's Notify and Call Control API. Form posts, XML answers, a signature
 * once a shared secret is set. Outgoing calls have no event for the answer; the talk time that
 * comes with the end tells it. Sources: Placetel/call-control-notify-api (README), Zammad's
 * behaviour towards Placetel.
 */
import * as v from 'valibot';
import type { Direction, Party, PbxEvent } from '../../../lib/core/call.ts';
import { readCause } from '../causes.ts';
import { defineDialect, type Dialect, type DialectContext } from '../dialect.ts';
import { type Fields, readFields } from '../fields.ts';
import { type EventWord, readDirection, readEventWord } from '../generic/words.ts';
import { readNumber, readPerson } from '../parties.ts';
import { shortenId, unreadable } from '../reading.ts';
import {
  forged,
  secretsOf,
  signedWith,
  signingSecret,
  splitShorthand,
  unsigned,
} from '../signature.ts';
import { xmlRefusal } from '../xml.ts';
import { continueWith, placetelAnswer } from './placetel-answer.ts';
import { PLACETEL_SIGNATURE, signPlacetel } from './placetel-signature.ts';

const MAX_SECONDS = 7 * 24 * 3600;

const options = v.strictObject(
  {
    signingSecret: v.optional(signingSecret),
    previousSigningSecret: v.optional(signingSecret),
    continueWith: v.optional(continueWith),
  },
  'must be an object with "signingSecret", "previousSigningSecret" and "continueWith"',
);

const capabilities = {
  reject: true,
  setCallerId: false,
  dial: false,
  ringingTargets: false,
  queues: false,
  transfers: false,
  outgoingAnswer: false,
  snapshot: false,
};

export const placetel = defineDialect({
  id: 'placetel',
  name: 'Placetel',
  capabilities,
  // Where it only tells us what happens, nobody is asked.
  capabilitiesOf: ({ continueWith: way }) =>
    way ? capabilities : { ...capabilities, reject: false, setCallerId: false },
  options,
  paths: ['/api/v1/placetel/:token'],
  shorthand(text) {
    const { secret, signing } = splitShorthand(text);
    return { secret, options: { signingSecret: signing } };
  },
  create: createPlacetelDialect,
});

function createPlacetelDialect(
  context: DialectContext,
  settings: v.InferOutput<typeof options>,
): Dialect {
  const { phone, markOurs, connection } = context;
  const secrets = secretsOf(settings.signingSecret, settings.previousSigningSecret);

  /** A number, or in internal calls the SIP user (`7777abc@fpbx.de`). */
  function side(fields: Fields, name: string): Party | undefined {
    const text = fields.first([name]);
    if (text === undefined) return undefined;
    const party = readNumber(text, phone);
    return markOurs(/^[^@\s]+@[^@\s]+$/.test(text.trim()) ? atPeer(party, text) : party);
  }

  function read(fields: Fields, word: EventWord, id: string, at: number): PbxEvent[] {
    const event: PbxEvent = { source: connection.id, kind: word.kind, callId: id, at };
    if (secrets.length > 0) event.uniqueId = true;
    const from = side(fields, 'from');
    const to = side(fields, 'to');
    const direction = readDirection(fields.first(['direction']) ?? '') ?? word.direction;
    const way = direction === 'out' && isInternal(to) ? 'internal' : direction;
    if (way) event.direction = way;
    if (from) event.from = from;
    if (to) event.to = to;
    const peer = fields.first(['peer'])?.trim();
    if (word.kind === 'new') addCaller(event, peer);
    if (word.kind === 'answer' && way !== 'out') addAnswer(event, fields, peer);
    if (word.kind !== 'hangup') return [event];
    addEnd(event, fields, word);
    return [...derivedAnswer(event, fields, way), event];
  }

  function addCaller(event: PbxEvent, peer: string | undefined): void {
    // `peer` of an outgoing call is the phone that dials; `from` is the number it shows.
    if (peer && event.direction !== 'in') event.from = markOurs(atPeer(event.from ?? {}, peer));
  }

  function addAnswer(event: PbxEvent, fields: Fields, peer: string | undefined): void {
    const user = fields.first(['user'])?.trim();
    const named = user ? readPerson(user, phone) : {};
    const party = peer ? atPeer(named, peer) : named;
    if (Object.keys(party).length > 0) event.answeredBy = markOurs(party);
    if (party.kind === 'voicemail') event.flags = { voicemail: true };
  }

  return {
    async receive(request, at) {
      let { query } = request;
      if (secrets.length > 0) {
        const given = request.header(PLACETEL_SIGNATURE)?.trim();
        if (!given) return unsigned('X-PLACETEL-SIGNATURE');
        if (!signedWith(given, secrets, (secret) => signPlacetel(secret, request.body))) {
          return forged();
        }
        // The signature is over the body alone.
        query = new URLSearchParams();
      }
      const body = await readFields(query, request.contentType, request.body);
      if (!body) return unreadable('the body is no form');
      const { fields, text } = body;
      const said = fields.first(['event']);
      if (said === undefined) return unreadable('"event" is missing');
      const word = readEventWord(said);
      if (!word) {
        return unreadable('"event" is none of IncomingCall, OutgoingCall, CallAccepted, HungUp');
      }
      const id = fields.first(['callid'], 'call_id')?.trim();
      if (!id) return unreadable('"call_id" is missing');
      return { ok: true, events: read(fields, word, shortenId(id), at), raw: text };
    },
    answer: (verdict) => placetelAnswer(verdict, settings.continueWith),
    refuse: (_status, reason) => xmlRefusal(reason),
  };
}

/** A SIP user is the device; the number it goes by stays. */
function atPeer(party: Party, peer: string): Party {
  const account = peer.trim().slice(0, 200);
  return { raw: account, ...party, account };
}

function isInternal(party: Party | undefined): boolean {
  return party !== undefined && party.e164 === undefined && isDevice(party);
}

function isDevice({ extension, account }: Party): boolean {
  return extension !== undefined || account !== undefined;
}

/** `type` is Placetel's word for what became of the call; `cause` the one of generic senders. */
function addEnd(event: PbxEvent, fields: Fields, word: EventWord): void {
  const said = fields.first(['type', 'cause'])?.trim();
  const cause = said === undefined ? word.cause : readCause(said);
  event.end = {};
  if (cause) event.end.cause = cause;
  if (said !== undefined && said !== cause) event.end.word = said.slice(0, 100);
  const plain = said?.toLowerCase();
  if (plain === 'voicemail') event.flags = { voicemail: true };
  if (plain === 'blocked') event.flags = { blocked: true };
  const seconds = talkSeconds(fields);
  if (seconds > 0) event.end.talkMs = seconds * 1000;
}

/**
 * The answer that nobody told: of an outgoing call, or one whose `CallAccepted` was lost. Only
 * `accepted` calls have talked. It names nobody, so it takes nothing from an answer that was told.
 */
function derivedAnswer(
  hangup: PbxEvent,
  fields: Fields,
  direction: Direction | undefined,
): PbxEvent[] {
  const seconds = talkSeconds(fields);
  if (seconds === 0 || fields.first(['type'])?.trim().toLowerCase() !== 'accepted') return [];
  const { source, callId, at } = hangup;
  const answer: PbxEvent = { source, kind: 'answer', callId, at: at - seconds * 1000 };
  return [direction === undefined ? answer : { ...answer, direction }];
}

function talkSeconds(fields: Fields): number {
  const text = fields.first(['duration'])?.trim() ?? '';
  return /^\d{1,7}$/.test(text) ? Math.min(Number(text), MAX_SECONDS) : 0;
}

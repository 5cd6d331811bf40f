/**
 * Dialect `sipgate`: the Push API of sipgate.io. Form posts to one address for incoming and one for
 * outgoing calls; answers in XML. Follow-up events come only when the answer to the new call asks
 * for them. Sources: sipgate/docs (Push API reference), sipgate-io/sipgateio-node.
 */
import * as v from 'valibot';
import type { Party, PbxEvent, Verdict } from '../../../lib/core/call.ts';
import type { Phone } from '../../../lib/core/phone.ts';
import { readCause } from '../causes.ts';
import { defineDialect, type Dialect, type DialectContext } from '../dialect.ts';
import { type Fields, readFields } from '../fields.ts';
import { readDirection } from '../generic/words.ts';
import { ownUrl } from '../own-url.ts';
import { readNumber, readPerson, withNumber } from '../parties.ts';
import { shortenId, unreadable } from '../reading.ts';
import { forged, signatureSwitch, unsigned } from '../signature.ts';
import { element, xmlAnswer, xmlRefusal } from '../xml.ts';
import { SIPGATE_PUBLIC_KEY } from './sipgate-key.ts';
import { isSignedBySipgate, readRsaKey, SIPGATE_SIGNATURE } from './sipgate-signature.ts';

const KINDS = { newcall: 'new', answer: 'answer', hangup: 'hangup' } as const;
const MAX_PEOPLE = 50;

const options = v.strictObject(
  {
    signature: v.optional(signatureSwitch, 'required'),
    publicKeys: v.optional(
      v.pipe(
        v.array(
          v.pipe(
            v.string('must be a text'),
            v.check((pem) => readRsaKey(pem) !== undefined, 'is no public RSA key in PEM'),
          ),
        ),
        v.minLength(1, 'must hold at least one key; leave it out for the key sipgate publishes'),
      ),
      [SIPGATE_PUBLIC_KEY],
    ),
  },
  'must be an object with "signature" and "publicKeys"',
);

export const sipgate = defineDialect({
  id: 'sipgate',
  name: 'sipgate.io',
  capabilities: {
    reject: true,
    setCallerId: true,
    dial: false,
    ringingTargets: true,
    queues: false,
    transfers: true,
    outgoingAnswer: true,
    snapshot: false,
  },
  options,
  paths: ['/api/v1/sipgate/:token/in', '/api/v1/sipgate/:token/out'],
  create: createSipgateDialect,
});

function createSipgateDialect(
  context: DialectContext,
  { signature, publicKeys }: v.InferOutput<typeof options>,
): Dialect {
  const { phone, markOurs, connection } = context;
  const keys = publicKeys.map(readRsaKey).filter((key) => key !== undefined);

  function side(fields: Fields, name: string): Party | undefined {
    const text = fields.first([name]);
    return text === undefined ? undefined : markOurs(readDigits(text, phone));
  }

  /** `user[]`, `userId[]` and `fullUserId[]` stand side by side. */
  function peopleOf(fields: Fields): Party[] {
    const names = fields.all(['user']);
    const ids = fields.all(['userid']);
    const fullIds = fields.all(['fulluserid']);
    const count = Math.min(MAX_PEOPLE, Math.max(names.length, ids.length, fullIds.length));
    const people = Array.from({ length: count }, (_, index): Party => {
      const name = names[index]?.trim();
      const account = (ids[index] ?? fullIds[index])?.trim();
      return { ...(name ? readPerson(name, phone) : {}), ...(account ? { account } : {}) };
    });
    return people.filter((party) => Object.keys(party).length > 0);
  }

  function read(fields: Fields, kind: PbxEvent['kind'], id: string, at: number, rest: string) {
    const event: PbxEvent = { source: connection.id, kind, callId: shortenId(id), at };
    if (signature === 'required') event.uniqueId = true;
    const said = readDirection(fields.first(['direction']) ?? '');
    const direction = said ?? readDirection(rest.replace(/^\//, ''));
    if (direction) event.direction = direction;
    const from = side(fields, 'from');
    const to = side(fields, 'to');
    const diversion = side(fields, 'diversion');
    if (from) event.from = from;
    if (to) event.to = to;
    if (diversion) event.diversion = diversion;
    // A handed-over call goes on under a new id; this is the one it had first.
    const first = fields.first(['origcallid'])?.trim();
    if (first && first !== id) event.prevCallId = shortenId(first);
    const people = peopleOf(fields);
    const answering = fields.first(['answeringnumber'])?.trim();
    if (answering) event.answeringNumber = answering;
    if (kind === 'new' && direction === 'out' && people[0]) {
      event.from = { ...people[0], ...event.from };
    } else if (kind === 'new' && people.length > 0) event.targets = people;
    if (kind === 'answer' && direction !== 'out') addAnswer(event, people[0], answering);
    if (kind === 'hangup') addEnd(event, fields.first(['cause'])?.trim());
    return event;
  }

  function addAnswer(event: PbxEvent, named: Party | undefined, answering: string | undefined) {
    const party = answering ? withNumber(named ?? {}, answering, phone) : named;
    if (!party || Object.keys(party).length === 0) return;
    event.answeredBy = party;
    if (party.kind === 'voicemail') event.flags = { voicemail: true };
  }

  return {
    async receive(request, at) {
      let { query } = request;
      if (signature === 'required') {
        const given = request.header(SIPGATE_SIGNATURE);
        if (!given) return unsigned('X-Sipgate-Signature');
        if (!isSignedBySipgate(given, request.body, keys)) return forged();
        // The signature is over the body alone.
        query = new URLSearchParams();
      }
      const body = await readFields(query, request.contentType, request.body);
      if (!body) return unreadable('the body is no form');
      const { fields, text } = body;
      const word = (fields.first(['event']) ?? '').trim().toLowerCase();
      if (word === '') return unreadable('"event" is missing');
      if (word === 'dtmf') return { ok: true, events: [], raw: text };
      if (!Object.hasOwn(KINDS, word))
        return unreadable('"event" is none of newCall, answer, hangup, dtmf');
      const id = fields.first(['callid'])?.trim();
      if (!id) return unreadable('"callId" is missing');
      const kind = KINDS[word as keyof typeof KINDS];
      return { ok: true, events: [read(fields, kind, id, at, request.rest)], raw: text };
    },

    answer(verdict, request) {
      const followUp = ownUrl(context, request, request.rest);
      const attributes = { onAnswer: followUp, onHangup: followUp };
      return xmlAnswer(element('Response', attributes, wording(verdict)));
    },

    refuse: (_status, reason) => xmlRefusal(reason),
  };
}

/** Numbers come with their country code and without plus; short ones are internal. */
function readDigits(text: string, phone: Phone): Party {
  const digits = text.trim();
  const whole = /^[1-9]\d{6,14}$/.test(digits) ? readNumber(`+${digits}`, phone) : undefined;
  return whole?.e164 === undefined ? readNumber(text, phone) : { ...whole, raw: digits };
}

function addEnd(event: PbxEvent, text: string | undefined): void {
  event.end = {};
  if (!text) return;
  const cause = readCause(text);
  if (cause) event.end.cause = cause;
  if (text !== cause) event.end.word = text.slice(0, 100);
}

/** Numbers are E.164 digits; `anonymous` hides the caller instead of showing another number. */
function wording(verdict: Verdict) {
  switch (verdict.action) {
    case 'continue':
      return [];
    case 'reject':
      return [element('Reject', { reason: verdict.reason })];
    case 'dial': {
      const number = element('Number', {}, [verdict.number.replace(/^\+/, '')]);
      const hidden = verdict.callerId === 'anonymous';
      const shown = hidden
        ? { anonymous: 'true' }
        : { callerId: verdict.callerId.replace(/^\+/, '') };
      return [element('Dial', shown, [number])];
    }
  }
}

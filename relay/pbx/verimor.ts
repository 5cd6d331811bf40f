/**
 * Dialect `verimor`: event notifications of Verimor Bulutsantralim. Form posts, nothing signed, no
 * answer obeyed. Source: verimor/Bulutsantralim-API, `report_event.md` and `cagri-sonuc-kodlari.md`.
 */
import * as v from 'valibot';
import type { Cause, Party, PbxEvent } from '../../lib/core/call.ts';
import { readCause } from './causes.ts';
import { defineDialect, type Dialect, type DialectContext } from './dialect.ts';
import { type Fields, readFields } from './fields.ts';
import { readDirection } from './generic/words.ts';
import { readNumber } from './parties.ts';
import { shortenId, unreadable } from './reading.ts';

const KINDS = new Map<string, PbxEvent['kind']>([
  ['ringing', 'new'],
  ['answer', 'answer'],
  ['hangup', 'hangup'],
  ['user_hangup', 'stopRing'],
]);
/** Ends of one leg: another extension took the call. */
const LEG_ENDS = new Set(['LOSE_RACE', 'PICKED_OFF']);
/** Words of Verimor's list that no other system has. */
const CAUSES = new Map<string, Cause>([
  ['INCOMING_CALL_BARRED', 'noAnswer'],
  ['RECOVERY_ON_TIMER_EXPIRE', 'congestion'],
  ['NOT_ALLOWED_BY_IYS', 'congestion'],
  ['SERVICE_UNAVAILABLE', 'congestion'],
  ['EXCHANGE_ROUTING_ERROR', 'congestion'],
  ['INTERWORKING', 'congestion'],
]);

export const verimor = defineDialect({
  id: 'verimor',
  name: 'Verimor Bulutsantralim',
  capabilities: {
    reject: false,
    setCallerId: false,
    dial: false,
    ringingTargets: true,
    queues: true,
    transfers: false,
    outgoingAnswer: true,
    snapshot: false,
  },
  options: v.strictObject({}, 'has no options'),
  create: createVerimorDialect,
});

function createVerimorDialect({ phone, markOurs, connection }: DialectContext): Dialect {
  function side(fields: Fields, ...names: string[]): Party | undefined {
    const text = fields.first(names);
    return text === undefined ? undefined : markOurs(readNumber(text, phone));
  }

  function read(fields: Fields, kind: PbxEvent['kind'], id: string, at: number): PbxEvent[] {
    const event: PbxEvent = { source: connection.id, kind, callId: id, at };
    const direction = readDirection(fields.first(['direction']) ?? '');
    if (direction) event.direction = direction;
    const from = side(fields, 'calleridnumber');
    const to = side(fields, 'destinationnumber');
    if (from) event.from = from;
    // An empty caller of a new incoming call hides the number.
    else if (kind === 'new' && direction === 'in') event.from = { withheld: true };
    if (to) event.to = to;
    const queue = fields.first(['queue'])?.trim().slice(0, 100);
    if (queue) event.queue = { id: queue, name: queue };
    const dialled = side(fields, 'dialeduser');
    const connected = side(fields, 'connecteduser') ?? dialled;
    if (direction === 'out') return outgoing(event, fields);
    switch (kind) {
      case 'new': {
        const ring: PbxEvent = { source: connection.id, kind: 'ring', callId: id, at };
        return dialled ? [event, { ...ring, targets: [dialled] }] : [event];
      }
      case 'answer':
        return [{ ...event, ...(connected && { answeredBy: connected }) }];
      case 'stopRing':
        return [{ ...event, targets: dialled ? [dialled] : [] }];
      default:
        return ended(event, fields, dialled, connected);
    }
  }

  return {
    async receive(request, at) {
      const body = await readFields(request.query, request.contentType, request.body);
      if (!body) return unreadable('the body is no form');
      const { fields, text } = body;
      // Verimor tries an address with an empty post before it takes it.
      if (fields.size === 0 || text.trim() === '{}') return { ok: true, events: [], raw: text };
      const word = fields.first(['eventtype'])?.trim().toLowerCase();
      if (!word) return unreadable('"event_type" is missing');
      const kind = KINDS.get(word);
      if (!kind) return unreadable('"event_type" is none of ringing, answer, hangup, user_hangup');
      const id = fields.first(['calluuid'])?.trim();
      if (!id) return unreadable('"call_uuid" is missing');
      return { ok: true, events: read(fields, kind, shortenId(id), at), raw: text };
    },
    answer: () => ({ contentType: 'text/plain; charset=utf-8', body: 'OK' }),
  };
}

function outgoing(event: PbxEvent, fields: Fields): PbxEvent[] {
  if (event.kind === 'stopRing') return [{ ...event, kind: 'update' }];
  if (event.kind === 'hangup') return ended(event, fields, undefined, undefined);
  return [event];
}

/** The end of the call, or of one leg of it; with the answer, should that have been lost. */
function ended(
  event: PbxEvent,
  fields: Fields,
  dialled: Party | undefined,
  connected: Party | undefined,
): PbxEvent[] {
  const word = fields.first(['hangupcause'])?.trim().toUpperCase().slice(0, 100);
  if (word !== undefined && LEG_ENDS.has(word)) {
    return [{ ...event, kind: 'stopRing', targets: dialled ? [dialled] : [] }];
  }
  const seconds = Number(/^\d{1,6}$/.exec(fields.first(['duration'])?.trim() ?? '')?.[0] ?? 0);
  const answered = fields.first(['answered'])?.trim().toLowerCase() === 'true';
  const cause = word === undefined ? undefined : (CAUSES.get(word) ?? readCause(word));
  const by = fields.first(['siphangupdisposition'])?.trim().toLowerCase();
  const sip = /^[3-6]\d\d$/.exec(fields.first(['failurestatus'])?.trim() ?? '')?.[0];
  const end: NonNullable<PbxEvent['end']> = {
    ...(cause && { cause }),
    ...(word !== undefined && { word }),
    ...((by === 'caller' || by === 'callee') && { by }),
    ...(sip !== undefined && { sip: Number(sip) }),
    ...(answered && seconds > 0 && { talkMs: seconds * 1000 }),
  };
  const hangup: PbxEvent = { ...event, kind: 'hangup', end };
  if (!answered || seconds === 0) return [hangup];
  const { source, callId, at, direction } = event;
  const answer: PbxEvent = {
    source,
    kind: 'answer',
    callId,
    at: at - seconds * 1000,
    ...(direction && { direction }),
    ...(connected && { answeredBy: connected }),
  };
  return [answer, hangup];
}

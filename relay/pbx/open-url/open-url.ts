/**
 * Dialect `open-url`: desk phones and telephone systems that open an address with variables in it.
 * `/pbx/:connection/:token/incoming?remote=…&local=…`; the event stands in the path or in `event`.
 * Variables and event names: the manuals of Snom, Yealink, Grandstream, NFON, pascom, Vodia.
 */
import type { Party, PbxEvent } from '../../../lib/core/call.ts';
import { readCause } from '../causes.ts';
import { type Capabilities, defineDialect, type Dialect, type DialectContext } from '../dialect.ts';
import { type Fields, readFields } from '../fields.ts';
import { readDirection } from '../generic/words.ts';
import type { EventWord } from '../generic/words.ts';
import { createMissingIds } from '../missing-ids.ts';
import { readNumber } from '../parties.ts';
import { shortenId, unreadable } from '../reading.ts';
import { findDevice, type OpenUrlOptions, openUrlOptions } from './devices.ts';
import { createEarlyEnds } from './early-ends.ts';
import { createGroupCalls } from './group-calls.ts';
import { replaced } from './placeholders.ts';
import { spelling } from './spelling.ts';
import { readPhoneWord } from './words.ts';

/** The phone's own side, the other side, and the two sides as a telephone system names them. */
const LOCAL = ['ext', 'extension', 'device', 'local', 'account', 'activeuser', 'user', 'mac'];
const REMOTE = ['remote', 'number', 'phone', 'other'];
const FROM = ['from', 'caller', 'callerid', 'callernumber', 'callfrom'];
const TO = ['to', 'called', 'callee', 'callednumber', 'callto', 'did', 'dnid'];
const CALL_ID = ['callid', 'calluuid', 'callguid', 'uniqueid', 'id'];
const NAME = ['name', 'displayremote', 'callername', 'displayname'];
const LINE = ['line', 'linenumber', 'trunk'];
const DIRECTION = ['direction', 'dir', 'calldirection', 'callorigin'];
/** Shorter ids are counters of one phone; longer ones are the call's everywhere. */
const COUNTER_LENGTH = 12;

type Get = (names: readonly string[]) => string | undefined;

/** Who speaks about whom. */
interface Told {
  own: Party | undefined;
  /** The phone, in one spelling. */
  device: string | undefined;
  remote: Party | undefined;
  line: Party | undefined;
  /** A field for the other side is there and empty. */
  hidden: boolean;
  /** The phone missed, refused or sent on the call. */
  missed: boolean;
  hasId: boolean;
}

const CAPABILITIES: Capabilities = {
  reject: false,
  setCallerId: false,
  dial: false,
  ringingTargets: false,
  queues: true,
  transfers: false,
  outgoingAnswer: true,
  snapshot: false,
};

export const openUrl = defineDialect<OpenUrlOptions>({
  id: 'open-url',
  name: 'Open URL (desk phones, NFON, pascom, STARFACE, Vodia …)',
  capabilities: CAPABILITIES,
  // One phone alone says that it rings; together they say who does.
  capabilitiesOf: ({ joinSeconds }) => ({
    ...CAPABILITIES,
    ringingTargets: joinSeconds !== undefined,
  }),
  options: openUrlOptions,
  create: createOpenUrlDialect,
});

function createOpenUrlDialect(context: DialectContext, options: OpenUrlOptions): Dialect {
  const { phone, markOurs, connection } = context;
  const { joinSeconds } = options;
  const missingIds = createMissingIds(context.openCalls);
  const groupCalls = createGroupCalls(joinSeconds && joinSeconds * 1000, context.openCalls);
  const earlyEnds = createEarlyEnds<PbxEvent['end']>();

  function side(text: string | undefined): Party | undefined {
    if (text === undefined || text.trim() === '') return undefined;
    const party = readNumber(text, phone);
    const known = party.e164 ?? party.extension ?? party.withheld;
    // `sip:ada@pbx` is no number, but the account of a device.
    const account = /^(?:sips?:)?([^@:\s]+)@/i.exec(text.trim())?.[1];
    return markOurs(known === undefined && account ? { ...party, account } : party);
  }

  /** Both sides as told, and what is said about the call. */
  function read(get: Get, told: Told, event: PbxEvent): void {
    const { own, remote, line } = told;
    const name = get(NAME)?.trim().slice(0, 200);
    const way = event.direction;
    let from = side(get(FROM)) ?? (way === 'in' ? remote : way === 'out' ? own : undefined);
    let to = side(get(TO)) ?? (way === 'out' ? remote : way === 'in' ? (line ?? own) : undefined);
    if (!from && way === 'in' && told.hidden && (event.kind === 'new' || told.missed)) {
      from = { withheld: true };
    }
    if (name && way === 'in' && from && !from.withheld) from = { ...from, name };
    if (name && way === 'out' && to) to = { ...to, name };
    if (from) event.from = from;
    if (to) event.to = to;
    const queue = get(['queue', 'group'])?.trim();
    if (queue) event.queue = { name: queue };
    if (own && event.kind === 'new' && way === 'in') event.targets = [own];
    if (own && event.kind === 'answer' && way !== 'out') event.answeredBy = own;
    if (event.kind === 'hangup') {
      const word = get(['cause', 'reason', 'cancelreason'])?.trim().slice(0, 100);
      const cause = word === undefined ? undefined : readCause(word);
      event.end = { ...event.end, ...(cause && { cause }), ...(word && { word }) };
    }
  }

  /** The id that the phone gives the call: as told, or made of phone, other side and time. */
  async function phonesId(get: Get, told: Told, event: PbxEvent): Promise<string | undefined> {
    const { device, remote, missed } = told;
    const id = get(CALL_ID)?.trim();
    // A phone with a key of its own speaks of its own calls only.
    const apart = options.devices !== undefined || (id !== undefined && id.length < COUNTER_LENGTH);
    if (id) return shortenId(apart && device ? `${device}/${id}` : id);
    const kind = event.kind as EventWord['kind'];
    const about = { kind, device: device ?? '', at: event.at, unanswered: missed, onlyKnown: true };
    const other = spelling(remote ?? otherSide(event));
    const found = await missingIds.find({ ...about, remote: told.hidden ? undefined : other });
    if (found !== undefined || !missed || other === undefined) return found;
    return missingIds.find({ ...about, remote: other, onlyKnown: false });
  }

  /** What the event means for the call, when other phones may be part of it. */
  async function grouped(event: PbxEvent, told: Told, id: string | undefined): Promise<PbxEvent[]> {
    const { device, remote, line } = told;
    const { kind, at } = event;
    const other = spelling(remote ?? otherSide(event));
    const callIs = (callId: string, more: Partial<PbxEvent> = {}) => ({
      ...event,
      callId,
      ...more,
    });
    if (device === undefined) return id === undefined ? [] : [callIs(id)];
    if (kind === 'new') {
      if (id === undefined) return [];
      const byLine = spelling(line ?? (event.to === told.own ? undefined : event.to)) ?? '';
      const isKnown = other !== undefined && (other !== 'withheld' || byLine !== '');
      const joinKey = isKnown && event.direction === 'in' ? `${other}|${byLine}` : undefined;
      const isRing = event.direction === 'in';
      const callId = isRing ? await groupCalls.rang({ id, device, joinKey, at }) : id;
      const early = told.hasId ? undefined : earlyEnds.claim({ device, remote: other, at });
      if (!early) return [callIs(callId)];
      const end = early.sure ? early.words : { ...early.words, guessed: true };
      return [
        callIs(callId),
        { source: event.source, kind: 'hangup', callId, at, end: { ...end } },
      ];
    }
    const callId = await groupCalls.find(id, device, other);
    if (callId === undefined) {
      earlyEnds.keep({ device, remote: other, missed: told.missed, at }, event.end);
      return [];
    }
    if (kind === 'answer') groupCalls.answered(callId, device);
    if (kind !== 'hangup' || groupCalls.left(callId, device, at)) return [callIs(callId)];
    const { source, end } = event;
    const targets = told.own ? [told.own] : [];
    return [{ source, kind: 'stopRing', callId, at, targets, ...(end && { end }) }];
  }

  return {
    async receive(request, at) {
      const body = await readFields(request.query, request.contentType, request.body);
      if (!body) return unreadable('the body is neither JSON, nor a form, nor multipart');
      const { fields, text } = body;
      const { device, segments, known } = findDevice(options, request.rest);
      if (!known) return { ok: false, status: 401, reason: 'no device has this key' };
      const get: Get = (names) => firstReplaced(fields, names);
      const eventText = segments.at(-1) ?? get(['event', 'action', 'state']);
      if (eventText === undefined) {
        return unreadable('the event is missing: end the address with /incoming, /answered, …');
      }
      const word = readPhoneWord(eventText);
      if (!word) return unreadable('the event is none of incoming, outgoing, answered, hangup, …');
      const raw = `/${segments.join('/')} ${text}`.trim();
      if (word === 'nothing') return { ok: true, events: [], raw };
      const event: PbxEvent = { source: connection.id, kind: word.kind, callId: '', at };
      const direction = word.direction ?? readDirection(get(DIRECTION) ?? '');
      if (direction) event.direction = direction;
      if (word.cause) event.end = { cause: word.cause };
      const own = side(device ?? get(LOCAL));
      const told: Told = {
        own,
        device: spelling(own),
        remote: side(get(REMOTE)),
        line: lineOf(side(get(LINE))),
        hidden: [...FROM, ...REMOTE].some((name) => isEmpty(fields, name)),
        missed: word.kind === 'hangup' && word.direction === 'in',
        hasId: Boolean(get(CALL_ID)?.trim()),
      };
      read(get, told, event);
      if (!told.hasId && told.device === undefined && !(told.remote ?? otherSide(event))) {
        return unreadable('neither a call id, nor a device, nor a number');
      }
      const id = await phonesId(get, told, event);
      return { ok: true, events: await grouped(event, told, id), raw };
    },

    /** Nothing to see: phones may show what they get, browsers open a page. */
    answer: () => ({ contentType: 'text/plain; charset=utf-8', body: '' }),
    refuse: (_status, reason) => ({ contentType: 'text/plain; charset=utf-8', body: reason }),
  };
}

function otherSide({ direction, from, to }: PbxEvent): Party | undefined {
  return direction === 'out' ? to : from;
}

function isEmpty(fields: Fields, name: string): boolean {
  return fields.has([name]) && fields.first([name]) === undefined;
}

/** A variable that one phone does not know leaves the next field. */
function firstReplaced(fields: Fields, names: readonly string[]): string | undefined {
  return names
    .flatMap((name) => fields.all([name]))
    .find((text) => text.trim() !== '' && replaced(text) !== undefined);
}

/** Phones count their lines too; `1` is nobody's number. */
function lineOf(party: Party | undefined): Party | undefined {
  return party?.e164 !== undefined || party?.kind !== undefined ? party : undefined;
}

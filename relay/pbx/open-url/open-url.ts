/**
 * Dialect `open-url`: desk phones and telephone systems that open an address with variables in it.
 * `/pbx/:connection/:token/incoming?remote=…&local=…`; the event stands in the path or in `event`.
 * Variables and event names: the manuals of Snom, Yealink, Grandstream, NFON, pascom, Vodia.
 */
import type { PbxEvent } from '../../../lib/core/call.ts';
import { type Capabilities, defineDialect, type Dialect, type DialectContext } from '../dialect.ts';
import { readFields } from '../fields.ts';
import { type EventWord, readDirection } from '../generic/words.ts';
import { createMissingIds } from '../missing-ids.ts';
import { shortenId, unreadable } from '../reading.ts';
import { findDevice, type OpenUrlOptions, openUrlOptions } from './devices.ts';
import { createEarlyEnds } from './early-ends.ts';
import { createGroupCalls } from './group-calls.ts';
import { spelling } from './spelling.ts';
import { createReadTold, DIRECTION, fill, firstReplaced, otherSide, type Told } from './told.ts';
import { readPhoneWord } from './words.ts';

/** Shorter ids are counters of one phone; longer ones are the call's everywhere. */
const COUNTER_LENGTH = 12;

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
  const { connection } = context;
  const { readTold } = createReadTold(context);
  const { joinSeconds } = options;
  const missingIds = createMissingIds(context.openCalls);
  const groupCalls = createGroupCalls(joinSeconds && joinSeconds * 1000, context.openCalls);
  const earlyEnds = createEarlyEnds<PbxEvent['end']>();

  /** The id that the phone gives the call: as told, or made of phone, other side and time. */
  async function phonesId(told: Told, event: PbxEvent): Promise<string | undefined> {
    const { id, device, remote, missed } = told;
    // A phone with a key of its own speaks of its own calls only.
    const apart = options.devices !== undefined || (id !== undefined && id.length < COUNTER_LENGTH);
    if (id) return shortenId(apart && device ? `${device}/${id}` : id);
    const kind = event.kind as EventWord['kind'];
    const about = { kind, device: device ?? '', at: event.at, unanswered: missed, onlyKnown: true };
    const other = spelling(remote ?? otherSide(event));
    // Once it rang, an empty field is only not filled.
    const isHidden = told.hidden && kind !== 'new';
    const found = await missingIds.find({ ...about, remote: isHidden ? undefined : other });
    if (found !== undefined || !missed || other === undefined) return found;
    return missingIds.find({ ...about, remote: other, onlyKnown: false });
  }

  /** What the event means for the call, when other phones may be part of it. */
  async function grouped(event: PbxEvent, told: Told, id: string | undefined): Promise<PbxEvent[]> {
    const { device, remote, line } = told;
    const { kind, at } = event;
    const other = spelling(remote ?? otherSide(event));
    const callIs = (callId: string) => ({ ...event, callId });
    if (device === undefined) return id === undefined ? [] : [callIs(id)];
    if (kind === 'new') {
      if (id === undefined) return [];
      const byLine = spelling(line ?? (event.to === told.own ? undefined : event.to)) ?? '';
      const isKnown = other !== undefined && (other !== 'withheld' || byLine !== '');
      const joinKey = isKnown && event.direction === 'in' ? `${other}|${byLine}` : undefined;
      const isRing = event.direction === 'in';
      const callId = isRing ? await groupCalls.rang({ id, device, joinKey, at }) : id;
      const early =
        told.id !== undefined ? undefined : earlyEnds.claim({ device, remote: other, at });
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
      const eventText = segments.at(-1) ?? firstReplaced(fields, ['event', 'action', 'state']);
      if (eventText === undefined) {
        return unreadable('the event is missing: end the address with /incoming, /answered, …');
      }
      const word = readPhoneWord(eventText);
      if (!word) return unreadable('the event is none of incoming, outgoing, answered, hangup, …');
      const raw = `/${segments.join('/')} ${text}`.trim();
      if (word === 'nothing') return { ok: true, events: [], raw };
      const event: PbxEvent = { source: connection.id, kind: word.kind, callId: '', at };
      const direction = word.direction ?? readDirection(firstReplaced(fields, DIRECTION) ?? '');
      if (direction) event.direction = direction;
      if (word.cause) event.end = { cause: word.cause };
      const told = readTold(fields, word, device);
      fill(event, told);
      if (
        told.id === undefined &&
        told.device === undefined &&
        !(told.remote ?? otherSide(event))
      ) {
        return unreadable('neither a call id, nor a device, nor a number');
      }
      const id = await phonesId(told, event);
      return { ok: true, events: await grouped(event, told, id), raw };
    },

    /** Nothing to see: phones may show what they get, browsers open a page. */
    answer: () => ({ contentType: 'text/plain; charset=utf-8', body: '' }),
    refuse: (_status, reason) => ({ contentType: 'text/plain; charset=utf-8', body: reason }),
  };
}

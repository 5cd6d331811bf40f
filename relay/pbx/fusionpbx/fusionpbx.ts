/**
 * Dialect `fusionpbx`: a Lua script in FusionPBX or FreeSWITCH that posts through `mod_curl`.
 * Like `generic`, but the hang-up hook runs on every leg, so a leg's end is not the call's end,
 * and it runs on legs that nobody announced. Facts: public scripts of lcx/zammad-fusionpbx-cti.
 */
import * as v from 'valibot';
import type { Party, PbxEvent } from '../../../lib/core/call.ts';
import { readCause } from '../causes.ts';
import { defineDialect, type Dialect, type DialectContext } from '../dialect.ts';
import { type Fields, readFields } from '../fields.ts';
import { generic } from '../generic/generic.ts';
import { readNumber, readPerson } from '../parties.ts';
import { unreadable } from '../reading.ts';
import { lenientForm } from './lenient-form.ts';

interface FusionOptions {
  /** Names in `user` that stand for nobody (the public script sends one constant). */
  ignoreUsers: string[];
}

/** The leg lost the race or was picked off; somebody else has the call. */
const LOST_LEG = new Set(['LOSE_RACE', 'PICKED_OFF']);
/** The caller's doing, or the end of a talk: no other leg goes on. */
const CALL_ENDS = new Set([
  'NORMAL_CLEARING',
  'ORIGINATOR_CANCEL',
  'ALLOTTED_TIMEOUT',
  'MEDIA_TIMEOUT',
  'BLIND_TRANSFER',
  'ATTENDED_TRANSFER',
  'REDIRECTION_TO_NEW_DESTINATION',
]);

export const fusionpbx = defineDialect<FusionOptions>({
  id: 'fusionpbx',
  name: 'FusionPBX / FreeSWITCH (mod_curl script)',
  capabilities: {
    // When the dialplan obeys the answer, as the script of the docs page does.
    reject: true,
    setCallerId: true,
    dial: false,
    ringingTargets: false,
    queues: true,
    transfers: false,
    outgoingAnswer: true,
    snapshot: false,
  },
  options: v.strictObject({
    ignoreUsers: v.optional(v.array(v.string('must be a name'), 'must be a list of names'), [
      'Ticket System',
    ]),
  }),
  create: createFusionDialect,
});

function createFusionDialect(context: DialectContext, { ignoreUsers }: FusionOptions): Dialect {
  const { phone } = context;
  const base = generic.create(context, {});
  const nobody = new Set(ignoreUsers.map((name) => name.trim().toLowerCase()));
  const isSomebody = ({ name }: Party) =>
    name === undefined || !nobody.has(name.trim().toLowerCase());

  /** What a leg's end means for the call. */
  function ended(event: PbxEvent, fields: Fields): PbxEvent[] {
    const word = fields.first(['cause', 'hangupcause'])?.trim().toUpperCase() ?? '';
    const leg = fields.first(['answeringnumber', 'user']);
    const { source, callId, at } = event;
    const stop: PbxEvent[] =
      leg === undefined ? [] : [{ source, kind: 'stopRing', callId, at, targets: [personOf(leg)] }];
    if (LOST_LEG.has(word)) return stop;
    const cause = readCause(word);
    const end = { ...(cause && { cause }), ...(word && { word: word.slice(0, 100) }) };
    // Without numbers: a leg that nobody announced must not look like a missed call.
    const hangup: PbxEvent = { source, kind: 'hangup', callId, at, end };
    if (CALL_ENDS.has(word) || word === '') return [hangup];
    // One phone was busy or silent; the next may ring. Concluded, until somebody answers.
    return [...stop, { ...hangup, end: { ...end, guessed: true } }];
  }

  function personOf(text: string): Party {
    return /^\s*\d+\s*$/.test(text) ? readNumber(text, phone) : readPerson(text, phone);
  }

  return {
    ...base,
    async receive(request, at) {
      const body = lenientForm(request.body, request.contentType);
      const read = await readFields(request.query, request.contentType, body);
      if (!read) return unreadable('the body is neither JSON, nor a form, nor multipart');
      const { fields } = read;
      if (contradicts(fields)) return unreadable('"event" or "callId" is there twice, and differs');
      const isHangup = /^\s*hang_?up\s*$/i.test(fields.first(['event']) ?? '');
      if (isHangup && fields.first(['callid', 'calluuid']) === undefined) {
        return { ok: true, events: [], raw: read.text };
      }
      const received = await base.receive!({ ...request, body }, at);
      if (!received.ok) return received;
      const events = received.events.flatMap((event) => {
        if (event.kind === 'hangup') return ended(event, fields);
        const targets = event.targets?.filter(isSomebody);
        const known = targets && targets.length > 0 ? { ...event, targets } : without(event);
        const { answeredBy } = known;
        return [answeredBy && !isSomebody(answeredBy) ? { ...known, answeredBy: {} } : known];
      });
      return { ...received, events };
    },
  };
}

function without({ targets: _targets, ...event }: PbxEvent): PbxEvent {
  return event;
}

/** Whoever writes the caller's number without encoding it lets the caller write fields. */
function contradicts(fields: Fields): boolean {
  return [['event'], ['callid'], ['direction']].some(
    (names) => new Set(fields.all(names).map((text) => text.trim())).size > 1,
  );
}

/**
 * Dialect `generic`: Zammad's CTI Push API, as its document says and as senders really write it.
 * Rules RI* of `relay/SPEC.md`.
 */
import { createHash } from 'node:crypto';
import { inferDirection } from '../../../lib/core/call-state.ts';
import type { Cause, Party, PbxEvent, Verdict } from '../../../lib/core/call.ts';
import type { Phone } from '../../../lib/core/phone.ts';
import { readCause } from '../causes.ts';
import type { Dialect, ParseContext, Parsed } from '../dialect.ts';
import type { MarkOurs } from '../our-side.ts';
import { type Fields, readFields } from './fields.ts';
import { readNumber, readPerson, withNumber } from './parties.ts';
import { type EventWord, readDirection, readEventWord } from './words.ts';

const EVENT = ['event', 'eventtype', 'callevent'];
const CALL_ID = ['callid', 'calluuid', 'uniqueid', 'callsid'];
const FROM = ['from', 'callerid', 'callernumber'];
const TO = ['to', 'called', 'callednumber'];
const USER = ['user', 'users', 'caller', 'username'];
const ANSWERING = ['answeringnumber'];
const QUEUE = ['queue', 'queuename'];
const CAUSE = ['cause', 'hangupcause'];
const DIVERSION = ['diversion', 'divertedfrom'];
const DIAL_ID = ['dialid'];

const MAX_PEOPLE = 50;
/** Longer native ids are shortened with their digest; systems seen stay far below. */
const MAX_ID = 250;

export function createGenericDialect(input: { phone: Phone; markOurs: MarkOurs }): Dialect {
  const { phone, markOurs } = input;

  function side(fields: Fields, names: readonly string[]): Party | undefined {
    const text = fields.first(names);
    return text === undefined ? undefined : markOurs(readNumber(text, phone));
  }

  function read(fields: Fields, word: EventWord, id: string, context: ParseContext): PbxEvent {
    const event: PbxEvent = { source: context.source, kind: word.kind, callId: id, at: context.at };
    const from = side(fields, FROM);
    const to = side(fields, TO);
    const direction = readDirection(fields.first(['direction', 'dir']) ?? '') ?? word.direction;
    const way = direction ?? inferDirection(from ?? {}, to ?? {});
    if (direction) event.direction = direction;
    if (from) event.from = from;
    // An empty caller of a new incoming call hides the number; later it is just not repeated.
    else if (word.kind === 'new' && way !== 'out' && fields.has(FROM)) {
      event.from = { withheld: true };
    }
    if (to) event.to = to;
    const diversion = side(fields, DIVERSION);
    if (diversion) event.diversion = diversion;
    const queue = fields.first(QUEUE)?.trim();
    if (queue) event.queue = { name: queue };
    const dialId = fields.first(DIAL_ID)?.trim();
    if (dialId) event.dialId = dialId;
    const people = peopleOf(fields, word.kind === 'new');
    const answering = fields.first(ANSWERING);
    if (word.kind === 'new') addRinging(event, people, answering, way);
    else if (answering !== undefined) event.answeringNumber = answering.trim();
    if (word.kind === 'answer' && way !== 'out') addAnswer(event, people, answering);
    if (word.kind === 'hangup') addEnd(event, fields, word.cause);
    return event;
  }

  function addRinging(
    event: PbxEvent,
    people: string[],
    answering: string | undefined,
    way: PbxEvent['direction'],
  ): void {
    const parties = people.map((text) => readPerson(text, phone));
    if (way === 'out') {
      // `user` of an outgoing call is who calls.
      const caller = parties[0];
      if (caller) event.from = { ...caller, ...event.from };
      return;
    }
    // Some senders name the ringing extension already here.
    if (answering !== undefined && parties.length <= 1) {
      parties[0] = withNumber(parties[0] ?? {}, answering, phone);
    }
    if (parties.length > 0) event.targets = parties;
  }

  function addAnswer(event: PbxEvent, people: string[], answering: string | undefined): void {
    const named = people[0] === undefined ? undefined : readPerson(people[0], phone);
    const party = answering === undefined ? named : withNumber(named ?? {}, answering, phone);
    if (!party || Object.keys(party).length === 0) return;
    event.answeredBy = party;
    if (party.kind === 'voicemail') event.flags = { voicemail: true };
  }

  return {
    id: 'generic',

    async parse(request, context): Promise<Parsed> {
      const body = await readFields(request.query, request.contentType, request.body);
      if (!body) {
        return { ok: false, reason: 'the body is neither JSON, nor a form, nor multipart' };
      }
      const { fields, text } = body;
      if (fields.size === 0) return { ok: false, reason: 'the request is empty' };
      const eventText = fields.first(EVENT, 'event');
      if (eventText === undefined) return { ok: false, reason: '"event" is missing' };
      const word = readEventWord(eventText);
      if (!word) {
        return { ok: false, reason: '"event" is none of newCall, answer, hangup' };
      }
      const id = fields.first(CALL_ID, 'callId')?.trim();
      if (!id) return { ok: false, reason: '"callId" is missing' };
      return { ok: true, event: read(fields, word, shorten(id), context), raw: text };
    },

    answer(verdict) {
      return { contentType: 'application/json; charset=utf-8', body: answerBody(verdict) };
    },
  };
}

/** A single text is a comma list when people ring, one name when somebody answers. */
function peopleOf(fields: Fields, many: boolean): string[] {
  const texts = fields.all(USER).filter((text) => text.trim() !== '');
  const split = many && texts.length === 1 ? (texts[0] ?? '').split(',') : texts;
  const people = split.map((text) => text.trim()).filter(Boolean);
  return [...new Set(people)].slice(0, MAX_PEOPLE);
}

function addEnd(event: PbxEvent, fields: Fields, fromWord: Cause | undefined): void {
  const text = fields.first(CAUSE)?.trim();
  const cause = text === undefined ? fromWord : readCause(text);
  event.end = {};
  if (cause) event.end.cause = cause;
  if (text !== undefined && text !== cause) event.end.word = text.slice(0, 100);
  if (text?.toLowerCase() === 'voicemail') event.flags = { voicemail: true };
}

/** The document writes `callerId`, Zammad since 2018 `caller_id`: both are there. */
function answerBody(verdict: Verdict): string {
  switch (verdict.action) {
    case 'continue':
      return '{}';
    case 'reject':
      return JSON.stringify({ action: 'reject', reason: verdict.reason });
    case 'dial': {
      const { callerId, number } = verdict;
      return JSON.stringify({ action: 'dial', caller_id: callerId, callerId, number });
    }
  }
}

function shorten(id: string): string {
  if (id.length <= MAX_ID) return id;
  return `${id.slice(0, 180)}~${createHash('sha256').update(id).digest('hex')}`;
}

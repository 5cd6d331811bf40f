/**
 * Dialect `generic`: Zammad's CTI Push API, as its document says and as senders really write it.
 * Rules RI* of `relay/SPEC.md`.
 */
import * as v from 'valibot';
import { inferDirection } from '../../../lib/core/call-state.ts';
import type { Cause, Party, PbxEvent, Verdict } from '../../../lib/core/call.ts';
import { readCause } from '../causes.ts';
import { defineDialect, type Dialect, type DialectContext } from '../dialect.ts';
import { type Fields, readFields } from '../fields.ts';
import { createMissingIds, pairOf } from '../missing-ids.ts';
import { shortenId, unreadable } from '../reading.ts';
import { readNumber, readPerson, withNumber } from '../parties.ts';
import { createStrayEnds } from './stray-ends.ts';
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

export const generic = defineDialect({
  id: 'generic',
  name: 'Zammad-compatible (CTI generic)',
  capabilities: {
    reject: true,
    setCallerId: true,
    dial: false,
    ringingTargets: false,
    queues: true,
    transfers: false,
    outgoingAnswer: true,
    snapshot: false,
  },
  options: v.strictObject({}, 'has no options'),
  paths: ['/api/v1/cti/:token'],
  create: createGenericDialect,
});

function createGenericDialect(context: DialectContext): Dialect {
  const { phone, markOurs, connection } = context;
  const missingIds = createMissingIds(context.openCalls);
  const strayEnds = createStrayEnds(context.openCalls);

  /** Some bridges send an empty id; both numbers together stand in for it. */
  function idOfNumbers({ kind, from, to, at, end }: PbxEvent): Promise<string | undefined> {
    const pair = pairOf(from, to);
    if (pair === undefined) return Promise.resolve(undefined);
    const unanswered = end?.cause !== undefined && end.cause !== 'normalClearing';
    const about = { device: pair, remote: pair, at, unanswered };
    return missingIds.find({ kind: kind as EventWord['kind'], ...about });
  }

  function side(fields: Fields, names: readonly string[]): Party | undefined {
    const text = fields.first(names);
    return text === undefined ? undefined : markOurs(readNumber(text, phone));
  }

  function read(fields: Fields, word: EventWord, id: string, at: number): PbxEvent {
    const event: PbxEvent = { source: connection.id, kind: word.kind, callId: id, at };
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
    async receive(request, at) {
      const body = await readFields(request.query, request.contentType, request.body);
      if (!body) return unreadable('the body is neither JSON, nor a form, nor multipart');
      const { fields, text } = body;
      if (fields.size === 0) return unreadable('the request is empty');
      // Bridges that encode nothing let a caller's SIP name end one field and begin another.
      if (fields.contradicts([...EVENT, ...CALL_ID])) {
        return unreadable('"event" or "callId" is there twice, and differs');
      }
      const eventText = fields.first(EVENT, 'event');
      if (eventText === undefined) return unreadable('"event" is missing');
      const word = readEventWord(eventText);
      if (!word) return unreadable('"event" is none of newCall, answer, hangup');
      const told = fields.first(CALL_ID, 'callId')?.trim();
      const event = read(fields, word, shortenId(told ?? ''), at);
      const id = told ? await strayEnds.idOf(event) : await idOfNumbers(event);
      if (!id) return unreadable('"callId" is missing');
      return { ok: true, events: [{ ...event, callId: id }], raw: text };
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

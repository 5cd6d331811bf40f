/**
 * Dialect `threecx-crm`: what a CRM template makes 3CX send. A contact lookup when it rings, a
 * report after the end; no answer, no call id, no say in the call. For systems without the call
 * control API. Sources: 3CX "CRM Template XML Description", Mancy/Zammad_3CX. Not tried on a 3CX.
 */
import * as v from 'valibot';
import type { Party, PbxEvent } from '../../../lib/core/call.ts';
import { defineDialect, type Dialect, type DialectContext } from '../dialect.ts';
import { type Fields, readFields } from '../fields.ts';
import { createMissingIds, openedAtOf } from '../missing-ids.ts';
import { readNumber, readPerson } from '../parties.ts';
import { unreadable } from '../reading.ts';
import { replaced } from '../open-url/placeholders.ts';
import { contactsOf } from './contacts.ts';
import { type CallReport, readReport } from './report.ts';

interface CrmOptions {
  /** Number or queue that lookups are shown as calls to; 3CX does not say which was called. */
  line?: string | undefined;
  /** A lookup is answered with the caller's name from the directory. */
  names: boolean;
}

const NUMBER = ['number', 'from', 'callernumber'];
/** Clocks differ; a start further away is none. */
const MAX_AWAY_MS = 24 * 3_600_000;
const MAX_REPORTED = 1_000;
const AGENT = ['agent', 'to', 'extension'];

export const threecxCrm = defineDialect<CrmOptions>({
  id: 'threecx-crm',
  name: '3CX (CRM template)',
  capabilities: {
    reject: false,
    setCallerId: false,
    dial: false,
    ringingTargets: false,
    queues: false,
    transfers: false,
    outgoingAnswer: false,
    snapshot: false,
  },
  options: v.strictObject({
    line: v.optional(
      v.pipe(
        v.string('must be a number or the name of a queue'),
        v.trim(),
        v.minLength(1, 'must be a number or the name of a queue'),
      ),
    ),
    names: v.optional(v.boolean('must be true or false'), false),
  }),
  create: createCrmDialect,
});

function createCrmDialect(context: DialectContext, { line, names }: CrmOptions): Dialect {
  const { phone, markOurs, connection } = context;
  const missingIds = createMissingIds(context.openCalls);
  const source = connection.id;
  /** Start of the calls that were reported, by id. */
  const reported = new Map<string, number>();
  const ourLine = line === undefined ? undefined : markOurs(readNumber(line, phone));

  /** One caller has one call at a time: the number is all there is to go by. */
  function idOf(kind: 'new' | 'answer' | 'hangup', caller: Party, at: number) {
    const remote = caller.e164 ?? caller.extension ?? caller.raw ?? 'withheld';
    return missingIds.find({ kind, device: remote, remote, at });
  }

  /** Another start is another call, though the same number ended one a moment ago. */
  function apart(id: string, startedAt: number | undefined): string {
    if (startedAt === undefined) return id;
    const known = reported.get(id);
    if (known !== undefined && known !== startedAt) return `${id}~${startedAt.toString(36)}`;
    reported.set(id, startedAt);
    for (const oldest of reported.keys()) {
      if (reported.size <= MAX_REPORTED) break;
      reported.delete(oldest);
    }
    return id;
  }

  function agentOf(fields: Fields): Party | undefined {
    const text = replaced(fields.first(AGENT));
    const name = replaced(fields.first(['agentname', 'agentfirstname']))?.trim();
    if (text === undefined) return undefined;
    const party = readPerson(text, phone);
    return markOurs(name ? { ...party, name: name.slice(0, 200) } : party);
  }

  async function lookup(caller: Party, at: number): Promise<PbxEvent[]> {
    const callId = await idOf('new', caller, at);
    if (callId === undefined) return [];
    const to = ourLine && { to: ourLine };
    return [{ source, kind: 'new', callId, at, direction: 'in', from: caller, ...to }];
  }

  async function report(
    remote: Party,
    fields: Fields,
    told: CallReport,
    at: number,
  ): Promise<PbxEvent[]> {
    const found = await idOf('hangup', remote, at);
    if (found === undefined) return [];
    const callId = apart(found, told.startedAt);
    const agent = agentOf(fields);
    const ours = ourLine ?? agent;
    const out = told.direction === 'out';
    const answeredAt = told.answered ? at - told.talkMs : at;
    const startAt = Math.min(plausible(told.startedAt, at) ?? answeredAt, answeredAt, at - 1);
    const rangAt = openedAtOf(callId) ?? at;
    const from = out ? agent : remote;
    const to = out ? remote : ours;
    // Earlier than the lookup, so that what the report knows is believed over it.
    const begin: PbxEvent = { source, kind: 'new', callId, at: Math.min(startAt, rangAt - 1) };
    if (told.direction) begin.direction = told.direction;
    if (from) begin.from = from;
    if (to) begin.to = to;
    const hangup: PbxEvent = { source, kind: 'hangup', callId, at, end: {} };
    hangup.end = told.answered
      ? { cause: 'normalClearing', word: told.word, talkMs: told.talkMs }
      : { cause: out ? 'noAnswer' : 'cancel', ...(told.word && { word: told.word }) };
    if (!told.answered) return [begin, hangup];
    const answer: PbxEvent = { source, kind: 'answer', callId, at: answeredAt };
    if (agent && !out) answer.answeredBy = agent;
    return [begin, answer, hangup];
  }

  return {
    async receive(request, at) {
      const body = await readFields(request.query, request.contentType, request.body);
      if (!body) return unreadable('the body is neither JSON, nor a form, nor multipart');
      const { fields, text } = body;
      const number = replaced(fields.first(NUMBER));
      const isReport = /^\/report\b/.test(request.rest) || fields.has(['calltype']);
      const isLookup = /^\/lookup\b/.test(request.rest) || fields.first(['event']) === 'newCall';
      if (!isReport && !isLookup) return unreadable('the address must end with /lookup or /report');
      const remote: Party | undefined =
        number === undefined
          ? fields.has(NUMBER)
            ? { withheld: true }
            : undefined
          : readNumber(number, phone);
      if (!remote) return unreadable('"number" is missing');
      const raw = `${request.rest} ${text}`.trim();
      const events = isReport
        ? await report(remote, fields, readReport(fields), at)
        : await lookup(remote, at);
      return { ok: true, events, raw };
    },

    /** Without names no contact: the lookup finds nobody, and 3CX goes on. */
    answer(_verdict, { rest, query }) {
      const number = query.get('number') ?? '';
      const contacts = names && /^\/lookup\b/.test(rest) ? contactsOf(number, context) : [];
      return { contentType: 'application/json; charset=utf-8', body: JSON.stringify({ contacts }) };
    },
  };
}

function plausible(startedAt: number | undefined, at: number): number | undefined {
  return startedAt !== undefined && Math.abs(at - startedAt) <= MAX_AWAY_MS ? startedAt : undefined;
}

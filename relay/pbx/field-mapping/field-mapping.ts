/**
 * Dialect `field-mapping`: for a system nobody has heard of. The admin says where each field
 * stands, what the words mean and how a verdict is worded; `offhook explain` shows what comes of it.
 */
import { createHmac } from 'node:crypto';
import type { Party, PbxEvent } from '../../../lib/core/call.ts';
import { type Capabilities, defineDialect, type Dialect, type DialectContext } from '../dialect.ts';
import { createMissingIds, pairOf } from '../missing-ids.ts';
import { readNumber, readPerson } from '../parties.ts';
import { shortenId, unreadable } from '../reading.ts';
import { forged, secretsOf, signedWith, unsigned } from '../signature.ts';
import { saysVerdict, wordVerdict } from './answers.ts';
import { createMappedWords, type MappedEvent } from './mapped-words.ts';
import { type FieldMappingOptions, fieldMappingOptions, type SignatureOptions } from './options.ts';
import { opened, type Push, valueAt } from './paths.ts';
import { readPush } from './read-push.ts';
import { readAll, readOne } from './sources.ts';
import { readTime } from './times.ts';

const MAX_EVENTS = 50;

const CAPABILITIES: Capabilities = {
  reject: true,
  setCallerId: true,
  dial: false,
  ringingTargets: true,
  queues: true,
  transfers: false,
  outgoingAnswer: true,
  snapshot: false,
};

export const fieldMapping = defineDialect<FieldMappingOptions>({
  id: 'field-mapping',
  name: 'Field mapping (any system that posts JSON, XML or forms)',
  capabilities: CAPABILITIES,
  // As far as the admin words the answers; whether the system obeys them, nobody knows.
  capabilitiesOf: ({ answers }) => ({
    ...CAPABILITIES,
    reject: saysVerdict(answers, { action: 'reject', reason: 'busy' }),
    setCallerId: saysVerdict(answers, { action: 'dial', callerId: '1', number: '2' }),
  }),
  options: fieldMappingOptions,
  create: createFieldMapping,
});

function createFieldMapping(context: DialectContext, options: FieldMappingOptions): Dialect {
  const { phone, markOurs, connection } = context;
  const { fields } = options;
  const words = createMappedWords(options);
  const missingIds = createMissingIds(context.openCalls);

  function side(push: Push, name: 'from' | 'to'): Party | undefined {
    const text = readOne(push, fields[name]);
    return text === undefined ? undefined : markOurs(readNumber(text, phone));
  }

  function people(push: Push, name: 'user' | 'answeredBy'): Party[] {
    return readAll(push, fields[name]).map((text) => markOurs(readPerson(text, phone)));
  }

  function addPeople(push: Push, event: PbxEvent): void {
    const users = people(push, 'user');
    const way = event.direction;
    if (event.kind === 'answer') {
      const answered = people(push, 'answeredBy')[0] ?? users[0];
      if (answered && way !== 'out') event.answeredBy = answered;
      if (answered?.kind === 'voicemail') event.flags = { voicemail: true };
    } else if (event.kind === 'new' && way === 'out') {
      // Who is named with an outgoing call places it.
      if (users[0]) event.from = { ...users[0], ...event.from };
    } else if (users.length > 0 && event.kind !== 'hangup' && event.kind !== 'update') {
      event.targets = users;
    }
  }

  /** One event, a text that says what is missing, or nothing where the mapping says so. */
  async function readEvent(push: Push, received: number): Promise<PbxEvent | string | undefined> {
    const text = readOne(push, fields.event);
    if (text === undefined) return 'nothing stands where "event" should be';
    const word = words.event(text);
    if (!word) return 'the event word is not in "events"; add it, or "*": "ignore"';
    if (word.kind === 'ignore') return undefined;
    const at = readTime(readOne(push, fields.at), received) ?? received;
    const event: PbxEvent = { source: connection.id, kind: word.kind, callId: '', at };
    const direction = words.direction(readOne(push, fields.direction) ?? '') ?? word.direction;
    if (direction) event.direction = direction;
    const from = side(push, 'from');
    const to = side(push, 'to');
    if (from) event.from = from;
    else if (event.kind === 'new' && direction === 'in' && fields.from)
      event.from = { withheld: true };
    if (to) event.to = to;
    const queue = readOne(push, fields.queue)?.trim().slice(0, 200);
    if (queue) event.queue = { name: queue };
    const previous = readOne(push, fields.prevCallId)?.trim();
    if (previous) event.prevCallId = shortenId(previous);
    addPeople(push, event);
    if (event.kind === 'hangup') event.end = endOf(push, word);
    const id = readOne(push, fields.callId)?.trim() ?? (await idOfNumbers(event));
    if (!id) return 'nothing stands where "callId" should be, and not both numbers are known';
    return { ...event, callId: shortenId(id) };
  }

  function endOf(push: Push, { cause: fromWord }: MappedEvent): PbxEvent['end'] {
    const text = readOne(push, fields.cause)?.trim();
    const cause = text === undefined ? fromWord : words.cause(text);
    const word = text !== undefined && text !== cause ? text.slice(0, 100) : undefined;
    return { ...(cause && { cause }), ...(word && { word }) };
  }

  async function idOfNumbers({ kind, from, to, at, end }: PbxEvent): Promise<string | undefined> {
    const pair = pairOf(from, to);
    if (pair === undefined || (kind !== 'new' && kind !== 'answer' && kind !== 'hangup')) return;
    const unanswered = end?.cause !== undefined && end.cause !== 'normalClearing';
    return missingIds.find({ kind, device: pair, remote: pair, at, unanswered });
  }

  return {
    async receive(request, at) {
      const { signature, each } = options;
      if (signature) {
        const given = request.header(signature.header)?.trim();
        if (given === undefined) return unsigned(signature.header);
        if (!isSigned(signature, given, request.body)) return forged();
      }
      const read = await readPush(request, signature !== undefined);
      if (typeof read === 'string') return unreadable(read);
      const { push: whole, text } = read;
      const { json } = whole;
      const list = each === undefined ? [json] : each === '$' ? json : opened(valueAt(json, each));
      const items = read.isXml && list !== undefined ? [list].flat() : list;
      if (!Array.isArray(items)) return unreadable('no list stands where "each" says');
      const events: PbxEvent[] = [];
      for (const item of items.slice(0, MAX_EVENTS) as unknown[]) {
        const event = await readEvent(each === undefined ? whole : within(whole, item), at);
        if (typeof event === 'object') events.push(event);
        else if (event !== undefined) return unreadable(event);
      }
      return { ok: true, events, raw: text };
    },

    answer: (verdict) => wordVerdict(options.answers, verdict),
  };
}

/** A path of an item is looked up in the item first, then in the whole push. */
function within(whole: Push, item: unknown): Push {
  const inItem = opened(item);
  const base = typeof whole.json === 'object' && whole.json !== null ? whole.json : {};
  const json =
    inItem !== null && typeof inItem === 'object' && !Array.isArray(inItem)
      ? Object.fromEntries([...Object.entries(base), ...Object.entries(inItem)])
      : base;
  return { ...whole, json };
}

function isSigned(signature: SignatureOptions, given: string, body: Uint8Array): boolean {
  const { algorithm, encoding, prefix, signingSecret, previousSigningSecret } = signature;
  const hash = algorithm.slice('hmac-'.length);
  const written = encoding === 'hex' ? given.toLowerCase() : given;
  return signedWith(written, secretsOf(signingSecret, previousSigningSecret), (secret) => {
    const digest = createHmac(hash, secret).update(body).digest(encoding);
    return encoding === 'hex' ? `${prefix}${digest}`.toLowerCase() : `${prefix}${digest}`;
  });
}

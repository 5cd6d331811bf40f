/**
 * Dialect `threecx`: the call control API of 3CX version 20 (HTTP and WebSocket). Read from 3CX's
 * own examples; not tried on a running 3CX.
 */
import * as v from 'valibot';
import { defineDialect, type Dialect, type DialectContext } from '../dialect.ts';
import { createReceiptOrder } from '../receipt-order.ts';
import { createThreecxClient } from './client.ts';
import { threecxSession } from './session.ts';

const URL_TEXT = 'must be the address of the web client, like https://pbx.example.com';
const ID_TEXT = 'must be the client id under Integrations → API';
const KEY_TEXT = 'must be the API key that 3CX showed once under Integrations → API';
const QUEUE_TEXT = 'must be the numbers of your queues, like ["800"]';

const options = v.strictObject({
  url: v.pipe(
    v.string(URL_TEXT),
    v.regex(/^https?:\/\/[^\s/?#@]+\/*$/, URL_TEXT),
    v.transform((url) => url.replace(/\/+$/, '')),
  ),
  clientId: v.pipe(v.string(ID_TEXT), v.regex(/^[^\s:]{1,100}$/, ID_TEXT)),
  clientSecret: v.pipe(v.string(KEY_TEXT), v.regex(/^\S{1,500}$/, KEY_TEXT)),
  /** Numbers that are queues, where 3CX does not say so. */
  queues: v.optional(
    v.array(v.pipe(v.string(QUEUE_TEXT), v.regex(/^[\w*#-]{1,40}$/, QUEUE_TEXT)), QUEUE_TEXT),
    [],
  ),
});
type Options = v.InferOutput<typeof options>;

export const threecx = defineDialect<Options>({
  id: 'threecx',
  name: '3CX version 20 (call control API)',
  connects: true,
  capabilities: {
    reject: false,
    setCallerId: false,
    dial: false,
    ringingTargets: true,
    queues: true,
    transfers: true,
    outgoingAnswer: true,
    snapshot: true,
  },
  options,
  shorthand(text) {
    // The key may hold any sign but blanks; the last @ parts it from the host.
    const [, clientId, clientSecret, host] = /^([^:]+):(.+)@([^@]+)$/.exec(text.trim()) ?? [];
    const url = host && /^https?:/.test(host) ? host : `https://${host}`;
    const read = v.safeParse(options, { clientId, clientSecret, url });
    return read.success && host
      ? { options: read.output }
      : 'write threecx:CLIENT_ID:API_KEY@pbx.example.com';
  },
  create: createThreecx,
});

function createThreecx(context: DialectContext, access: Options): Dialect {
  const next = createReceiptOrder(context.clock);
  // Outlives the session: asking for a token makes the one before worthless.
  const client = createThreecxClient(access, context.clock);
  const queues = new Set(access.queues);
  return {
    session: (link) => threecxSession(link, { context, client, url: access.url, queues, next }),
  };
}

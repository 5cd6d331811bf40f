/**
 * The HTTP side for telephone systems: `/pbx/:connection/:token` and the paths that dialects add.
 * Rules RI1–RI9 of `relay/SPEC.md`: committed before answered, everything readable is 200.
 */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { PbxEvent, Verdict } from '../../lib/core/call.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { Ledger } from '../calls/ledger.ts';
import type { Recorded } from '../calls/record.ts';
import type { ConnectionConfig } from '../config.ts';
import type { AskZammad } from '../forward/ask.ts';
import type { Refusals } from '../journal/refusals.ts';
import type { Log } from '../telemetry/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { Dialect, DialectDefinition, PushAnswer, PushRequest } from './dialect.ts';

/** "64 kB" as senders count: whatever calls itself 65 kB is too large. */
export const MAX_BODY = 64_000;
const CONTINUE: Verdict = { action: 'continue' };
/** To find out whether an answer would say it; the number is one for films. */
const ANY_REJECT: Verdict = { action: 'reject', reason: 'busy' };
const ANY_DIAL: Verdict = { action: 'dial', callerId: '493023125000', number: '493023125001' };
/** Zammad's own words, so that whoever checks for them still finds them. */
const INVALID_TOKEN = 'Invalid token, please contact your admin!';

type Status = 401 | 404 | 413 | 422 | 503;

/** A connection that is configured, with its dialect at work. */
export interface LiveConnection {
  config: ConnectionConfig;
  definition: DialectDefinition;
  dialect: Dialect;
  /** Reads numbers as this connection writes them. */
  phone: Phone;
}

export function createPbxRoutes(deps: {
  dialects: readonly DialectDefinition[];
  findConnection(secret: string): LiveConnection | undefined;
  ledger: Pick<Ledger, 'record'>;
  refusals: Pick<Refusals, 'add'>;
  /** Zammad's own verdict on a new call that ours lets through; undefined: it has none in time. */
  askZammad?: AskZammad | undefined;
  /** Address under which telephone systems reach us, without trailing slash; by headers when nobody said it. */
  publicUrl(header: (name: string) => string | undefined): string;
  log: Log;
  metrics: Metrics;
  clock: () => number;
}): Hono {
  const { ledger, log, metrics, clock } = deps;
  const routes = new Hono<{ Variables: { live: LiveConnection } }>();

  function refuse(c: Context, status: Status, reason: string, raw = '') {
    const live = c.get('live') as LiveConnection | undefined;
    const connection = live?.config.id;
    metrics.pushes.inc({ connection: connection ?? 'unknown', status });
    log.warn({ connection: connection ?? 'unknown', status, reason }, 'push refused');
    deps.refusals.add({ connection: connection ?? null, at: clock(), status, reason, raw });
    const words = status === 401 && !live ? INVALID_TOKEN : reason;
    const worded = live?.dialect.refuse?.(status, words);
    return worded
      ? c.body(worded.body, status, { 'content-type': worded.contentType })
      : c.json({ error: words }, status);
  }

  const limit = bodyLimit({
    maxSize: MAX_BODY,
    onError: (c) => refuse(c, 413, 'the body is over 64 kB'),
  });

  async function take(c: Context, rest: string): Promise<Response> {
    const live = c.get('live') as LiveConnection;
    const { config, dialect } = live;
    const stop = metrics.answerSeconds.startTimer({ connection: config.id });
    if (!dialect.receive) return refuse(c, 404, 'this connection takes no pushes');
    let body: Uint8Array;
    try {
      body = new Uint8Array(await c.req.arrayBuffer());
    } catch {
      return refuse(c, 422, 'the body ended before it was complete');
    }
    const request = toRequest(
      c,
      rest,
      body,
      deps.publicUrl((name) => c.req.header(name)),
    );
    const received = await dialect.receive(request, clock());
    if (!received.ok) {
      return refuse(c, received.status, received.reason, preview(body, request.query));
    }
    const wording = (verdict: Verdict): PushAnswer =>
      dialect.answer?.(verdict, request) ?? { contentType: 'text/plain', body: '' };
    const journalled = (one: Verdict) => withoutSecret(wording(one).body, config.secret);
    const told = (one: Verdict) => wording(one).body !== wording(CONTINUE).body;
    let verdict = CONTINUE;
    try {
      const recorded = await Promise.all(
        received.events.map((event) =>
          ledger.record({
            event,
            raw: withoutSecret(received.raw, config.secret),
            wording: journalled,
            told,
          }),
        ),
      );
      for (const one of recorded) note(one, one.event);
      verdict = await decided(recorded, told, journalled);
    } catch (error) {
      // Not stored, so not answered 200: the telephone system may send it again.
      log.error({ err: error, connection: config.id }, 'event not stored');
      return refuse(c, 503, 'the event could not be stored; send it again');
    }
    metrics.pushes.inc({ connection: config.id, status: 200 });
    const answerMs = Math.round(stop() * 10_000) / 10;
    log.info({ connection: config.id, events: received.events.length, answerMs }, 'push');
    const answer = wording(verdict);
    return c.body(answer.body, 200, { 'content-type': answer.contentType });
  }

  /** Of the first new call in it; a push speaks about one call. */
  async function decided(
    recorded: readonly Recorded[],
    told: (verdict: Verdict) => boolean,
    wording: (verdict: Verdict) => string,
  ): Promise<Verdict> {
    const first = recorded.find(({ event }) => event.kind === 'new');
    if (!first) return CONTINUE;
    if (first.verdict.action !== 'continue' || !deps.askZammad) return first.verdict;
    // Nobody waits for a verdict that this telephone system cannot be told.
    if (!told(first.call.direction === 'out' ? ANY_DIAL : ANY_REJECT)) return first.verdict;
    return (await deps.askZammad(first, wording)) ?? first.verdict;
  }

  function note(recorded: Recorded, event: PbxEvent): void {
    const { source: connection, kind } = event;
    const outcome = recorded.ignored ?? 'changed';
    metrics.events.inc({ connection, kind, outcome });
    const { id: call, state } = recorded.call;
    log.info({ connection, kind, call, state, outcome }, 'event');
  }

  function handle(
    path: string,
    methods: ('GET' | 'POST')[],
    accepts: (live: LiveConnection) => boolean,
  ) {
    for (const pattern of [path, `${path}/:rest{.*}`]) {
      routes.on(
        methods,
        pattern,
        async (c, next) => {
          const live = deps.findConnection(c.req.param('token') ?? '');
          const named = c.req.param('connection');
          if (!live || (named !== undefined && named !== live.config.id) || !accepts(live)) {
            return refuse(c, 401, 'no connection has this secret');
          }
          c.set('live', live);
          if (!live.config.enabled) return refuse(c, 404, 'the connection is switched off');
          return next();
        },
        limit,
        (c) => take(c, ending(path, c)),
      );
    }
  }

  for (const definition of deps.dialects) {
    for (const path of definition.paths ?? []) {
      handle(path, ['POST'], (live) => live.definition.id === definition.id);
    }
  }
  handle('/pbx/:connection/:token', ['GET', 'POST'], () => true);
  return routes as unknown as Hono;
}

/** What stands behind the token: `/in`, also where the dialect's own path ends with it. */
function ending(path: string, c: Context): string {
  const own = path.slice(path.indexOf(':token') + ':token'.length);
  const rest = c.req.param('rest') ?? '';
  return (own + (rest ? `/${rest}` : '')).replace(/\/+$/, '');
}

function toRequest(c: Context, rest: string, body: Uint8Array, publicUrl: string): PushRequest {
  const { pathname, search, searchParams } = new URL(c.req.url);
  return {
    method: c.req.method === 'GET' ? 'GET' : 'POST',
    rest,
    url: `${publicUrl}${pathname}${search}`,
    query: searchParams,
    header: (name) => c.req.header(name),
    contentType: c.req.header('content-type'),
    body,
  };
}

/** Answers and some senders repeat the address, and with it the secret. */
function withoutSecret(text: string, secret: string): string {
  return text.replaceAll(secret, '***');
}

function preview(body: Uint8Array, query: URLSearchParams): string {
  const text = new TextDecoder().decode(body.subarray(0, 2_000));
  return [query.size > 0 ? `?${query.toString()}` : '', text].filter(Boolean).join('\n');
}

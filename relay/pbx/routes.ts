/**
 * The HTTP side for telephone systems: `POST /api/v1/cti/:token`.
 * Rules RI1–RI9 of `relay/SPEC.md`: committed before answered, everything readable is 200.
 */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Ledger } from '../calls/ledger.ts';
import type { ConnectionConfig } from '../config.ts';
import type { Log } from '../telemetry/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { Dialect } from './dialect.ts';

/** "64 kB" as senders count: whatever calls itself 65 kB is too large. */
export const MAX_BODY = 64_000;
const ROUTE = '/api/v1/cti/:token';
/** Zammad's own words, so that whoever checks for them still finds them. */
const INVALID_TOKEN = { error: 'Invalid token, please contact your admin!' };

export function createPbxRoutes(deps: {
  findConnection(secret: string): ConnectionConfig | undefined;
  dialects: ReadonlyMap<string, Dialect>;
  ledger: Pick<Ledger, 'record'>;
  log: Log;
  metrics: Metrics;
  clock: () => number;
}): Hono {
  const { findConnection, dialects, ledger, log, metrics, clock } = deps;
  const routes = new Hono<{ Variables: { connection: ConnectionConfig } }>();

  function refuse(
    c: Context,
    status: 401 | 404 | 413 | 422 | 503,
    connection: string,
    reason: string,
  ) {
    metrics.pushes.inc({ connection, status });
    log.warn({ route: ROUTE, connection, status, reason }, 'push refused');
    return status === 401 ? c.json(INVALID_TOKEN, 401) : c.json({ error: reason }, status);
  }

  routes.post(
    ROUTE,
    async (c, next) => {
      const connection = findConnection(c.req.param('token') ?? '');
      if (!connection) return refuse(c, 401, 'unknown', 'no connection has this secret');
      if (!connection.enabled) {
        return refuse(c, 404, connection.id, 'the connection is switched off');
      }
      c.set('connection', connection);
      return next();
    },
    bodyLimit({
      maxSize: MAX_BODY,
      onError: (c) =>
        refuse(c, 413, (c.get('connection') as ConnectionConfig).id, 'the body is over 64 kB'),
    }),
    async (c) => {
      const connection = c.get('connection');
      const stop = metrics.answerSeconds.startTimer({ connection: connection.id });
      const dialect = dialects.get(connection.dialect);
      if (!dialect) return refuse(c, 422, connection.id, 'the dialect is not known here');
      let body: Uint8Array;
      try {
        body = new Uint8Array(await c.req.arrayBuffer());
      } catch {
        return refuse(c, 422, connection.id, 'the body ended before it was complete');
      }
      const parsed = await dialect.parse(
        {
          query: new URL(c.req.url).searchParams,
          contentType: c.req.header('content-type'),
          body,
        },
        { source: connection.id, at: clock() },
      );
      if (!parsed.ok) return refuse(c, 422, connection.id, parsed.reason);
      let recorded;
      try {
        recorded = await ledger.record({
          event: parsed.event,
          raw: parsed.raw,
          wording: (verdict) => dialect.answer(verdict).body,
        });
      } catch (error) {
        // Not stored, so not answered 200: the telephone system may send it again.
        log.error({ err: error, connection: connection.id }, 'event not stored');
        return refuse(c, 503, connection.id, 'the event could not be stored; send it again');
      }
      const outcome = recorded.ignored ?? 'changed';
      metrics.pushes.inc({ connection: connection.id, status: 200 });
      metrics.events.inc({ connection: connection.id, kind: parsed.event.kind, outcome });
      const answerMs = Math.round(stop() * 10_000) / 10;
      log.info(
        {
          connection: connection.id,
          kind: parsed.event.kind,
          call: recorded.call.id,
          state: recorded.call.state,
          outcome,
          answerMs,
        },
        'event',
      );
      const { contentType } = dialect.answer({ action: 'continue' });
      return c.body(recorded.answer, 200, { 'content-type': contentType });
    },
  );
  return routes as unknown as Hono;
}

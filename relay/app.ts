/** The relay's HTTP routes put together; servers and sockets are `start-relay.ts`. */
import { Hono } from 'hono';
import type { Database } from './store/database.ts';
import { writeMeta } from './store/meta.ts';
import type { Log } from './telemetry/log.ts';
import type { Metrics } from './telemetry/metrics.ts';

export function createApp(deps: {
  pbxRoutes: Hono;
  /** What telephones ask of the directory; before `pbxRoutes`, which take all of `/pbx`. */
  phoneRoutes?: Hono | undefined;
  /** Agent side (`/v1/*`). */
  agentRoutes?: Hono | undefined;
  db: Database;
  log: Log;
  metrics: Metrics;
  clock: () => number;
  /** False once the relay goes down: load balancers should look elsewhere. */
  serving(): boolean;
}): Hono {
  const { db, log, metrics, clock } = deps;
  const app = new Hono();

  app.get('/live', (c) => c.json({ live: true }));

  app.get('/ready', async (c) => {
    if (!deps.serving()) return c.json({ ready: false, reason: 'shutting down' }, 503);
    try {
      // A full disk shows only when something is written.
      await writeMeta(db, 'ready.at', String(clock()));
      return c.json({ ready: true });
    } catch (error) {
      log.error({ err: error }, 'journal not writable');
      return c.json({ ready: false, reason: 'the journal cannot be written' }, 503);
    }
  });

  app.get('/metrics', async (c) =>
    c.body(await metrics.registry.metrics(), 200, {
      'content-type': metrics.registry.contentType,
    }),
  );

  if (deps.phoneRoutes) app.route('/', deps.phoneRoutes);
  app.route('/', deps.pbxRoutes);
  if (deps.agentRoutes) app.route('/', deps.agentRoutes);

  // The path may hold a secret: it is neither logged nor repeated.
  app.notFound((c) => c.json({ error: `No route matches [${c.req.method}]` }, 404));
  app.onError((error, c) => {
    log.error({ err: error, method: c.req.method }, 'request failed');
    return c.json({ error: 'The relay failed; its log says why.' }, 500);
  });
  return app;
}

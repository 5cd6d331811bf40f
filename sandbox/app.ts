import { setTimeout as wait } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { createControl } from './control.ts';
import { createFaults } from './faults.ts';
import { createIngress } from './ingress/ingress.ts';
import { createJournal, type JournalEntry, withoutSecret } from './journal.ts';
import { createPages } from './pages.ts';
import { type Auth, SESSION_COOKIE } from './rest/auth.ts';
import { noRoute, PAGE_CACHE, RestError } from './rest/rest-error.ts';
import { allowAnyOrigin } from './rest/cors.ts';
import { createRest } from './rest/rest.ts';
import type { Sessions } from './rest/sessions.ts';
import { isModern } from './world/flavour.ts';
import type { World } from './world/world.ts';

interface AppDeps {
  worldOf: () => World;
  sessions: Sessions;
  reset: () => void;
  nowMs: () => number;
}
type Env = { Bindings: HttpBindings; Variables: { auth?: Auth } };

/** The whole stand-in as one HTTP application. */
export function createApp({ worldOf, sessions, reset, nowMs }: AppDeps): Hono<Env> {
  const faults = createFaults();
  const journal = createJournal();
  const app = new Hono<Env>();

  app.use('/api/*', async (c, next) => {
    const body = c.req.method === 'GET' ? '' : (await c.req.raw.clone().text()).slice(0, 20_000);
    const note = (status: number) => journal.add(entryOf(c, status, body, nowMs()));
    const fault = faults.take(c.req.method, c.req.path);
    if (fault?.mode === 'down') {
      note(0);
      return cut(c);
    }
    if (fault?.mode === 'slow') await wait(fault.delayMs, undefined, { ref: false });
    if (fault?.mode === 'garbage') {
      note(200);
      return c.text('<!doctype html><title>Bad day</title>');
    }
    if (fault && ['401', '403', '500'].includes(fault.mode)) {
      const error = refusal(Number(fault.mode));
      note(error.status);
      return c.json(error.body(), error.status as 500);
    }
    await next();
    commonHeaders(c, worldOf());
    note(c.res.status);
    if (fault?.mode === 'lost') return cut(c);
    return undefined;
  });
  app.options('/api/*', (c) => {
    allowAnyOrigin(c.res.headers);
    return c.body('', 200, { 'content-type': 'text/plain; charset=utf-8' });
  });
  app.route('/api/v1', createIngress(worldOf));
  app.route('/api/v1', createRest(worldOf, sessions) as unknown as Hono<Env>);
  app.route('/sandbox', createControl({ faults, journal, worldOf, reset }));
  app.route('/', createPages({ worldOf, sessions }));

  app.notFound((c) =>
    c.req.path.startsWith('/api/') ? noRoute(c, worldOf()) : c.text('Not found', 404),
  );
  app.onError((error, c) => {
    if (!(error instanceof RestError)) throw error;
    if (c.req.header('accept')?.startsWith('text/html')) {
      return c.html(`<!doctype html><title>${error.status}</title>`, error.status as 500);
    }
    const body = error.body();
    if (error.status === 401 || error.status === 403) c.header('x-failure', body['error']);
    return c.json(body, error.status as 500);
  });
  return app;
}

function entryOf(c: Context<Env>, status: number, body: string, at: number): JournalEntry {
  return {
    at,
    method: c.req.method,
    path: withoutSecret(c.req.path) + new URL(c.req.url).search,
    status,
    credentials: c.var.auth?.kind ?? 'none',
    ...(c.var.auth ? { as: c.var.auth.user.login } : {}),
    sentFrom: c.req.header('from') !== undefined || c.req.header('x-on-behalf-of') !== undefined,
    sentCookie: getCookie(c, SESSION_COOKIE) !== undefined,
    ...pick('origin', c.req.header('origin')),
    ...pick('contentType', c.req.header('content-type')),
    ...pick('body', body),
  };
}

function refusal(status: number): RestError {
  if (status === 401) return new RestError(401, "Can't find User for Token");
  if (status === 403) return new RestError(403, 'Not authorized');
  return new RestError(500, 'masked', { masked: true });
}

/** Cuts the connection without an answer. */
function cut(c: Context<Env>): Response {
  c.env.incoming.socket.destroy();
  return c.body(null, 500);
}

function commonHeaders(c: Context, world: World): void {
  c.res.headers.set('x-frame-options', 'SAMEORIGIN');
  if (c.res.headers.has('cache-control')) return;
  c.res.headers.set(
    'cache-control',
    !c.res.ok
      ? 'no-cache'
      : isModern(world.flavour)
        ? 'max-age=0, private, must-revalidate'
        : PAGE_CACHE,
  );
}

const pick = <K extends string>(key: K, value: string | undefined) =>
  (value ? { [key]: value } : {}) as Partial<Record<K, string>>;

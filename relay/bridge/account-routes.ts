/** `/health`, `/validate-token`, `/account/id`, and what no Zammad can do. Rules BR2 and BR5. */
import { Hono } from 'hono';
import { notImplemented } from './bridge-error.ts';
import type { BridgeEnv, BridgeHttp } from './bridge-http.ts';
import { tokenReport } from './token-report.ts';

/** Operations of the public framework that a bridge to Zammad has nothing for. */
const NOT_IMPLEMENTED: [method: string, path: string, what: string][] = [
  ['POST', '/events/connected', 'Handling connected event'],
  ['POST', '/events/disconnected', 'Handling disconnected event'],
  ['GET', '/oauth2/redirect', 'OAuth2 flow'],
  ['GET', '/oauth2/callback', 'OAuth2 flow'],
  ['GET', '/oauth2/token', 'OAuth2 flow'],
  ['POST', '/webhook', 'Webhook handling'],
  ['GET', '/contacts-delta', 'Fetching contacts delta'],
  ['GET', '/calendar', 'Fetching calendar events'],
  ['POST', '/calendar', 'Creating calendar events'],
  ['PUT', '/calendar/:id', 'Updating calendar events'],
  ['DELETE', '/calendar/:id', 'Deleting calendar events'],
];

export function accountRoutes({ http }: { http: BridgeHttp }): Hono<BridgeEnv> {
  const app = new Hono<BridgeEnv>();
  const report = http.signedIn(async (c, account) => c.json(await tokenReport(account)));

  app.get('/health', async (c, next) => {
    // Who watches the bridge has no token; who asks with one and for JSON is told what it lacks.
    const detailed = (c.req.header('accept') ?? '').includes('application/json');
    const asked = c.req.header('x-provider-key') !== undefined;
    return detailed && asked ? report(c, next) : c.text('OK');
  });
  app.get(
    '/validate-token',
    http.signedIn((c) => Promise.resolve(c.text('OK'))),
  );
  app.get(
    '/account/id',
    http.signedIn((c, { userId }) => Promise.resolve(c.json(String(userId)))),
  );
  for (const [method, path, what] of NOT_IMPLEMENTED) {
    app.on(method, path, (c) => http.failure(c, notImplemented(what)));
  }
  return app;
}

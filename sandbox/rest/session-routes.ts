import { Hono } from 'hono';
import { deleteCookie, getCookie } from 'hono/cookie';
import { isModern } from '../world/flavour.ts';
import { USER_ATTRIBUTES } from '../world/lookups.ts';
import type { World } from '../world/world.ts';
import { type Auth, authenticate, SESSION_COOKIE } from './auth.ts';
import type { RestEnv } from './context.ts';
import { allowAnyOrigin } from './cors.ts';
import { RestError } from './rest-error.ts';
import type { Sessions } from './sessions.ts';

/** Routes that answer without login: `available`, `signshow`, `signout`, `getting_started`. */
export function sessionRoutes(sessions: Sessions): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/available', (c) =>
    c.json({
      app_version: isModern(c.var.world.flavour) ? '20261121075541' : '20261121073019:true',
    }),
  );
  app.on(['GET', 'POST'], '/signshow', (c) => {
    let auth: Auth | undefined;
    let error = 'no valid session';
    try {
      auth = authenticate(c, c.var.world, sessions);
      if (auth.kind === 'token') allowAnyOrigin(c.res.headers);
    } catch (cause) {
      // A bad token is answered 200 with the reason; no credentials at all as "no valid session".
      if (cause instanceof RestError && cause.status === 401) error = cause.message;
    }
    return c.json(signshow(c.var.world, new URL(c.req.url).host, auth, error));
  });
  app.delete('/signout', (c) => {
    const id = getCookie(c, SESSION_COOKIE);
    if (id) sessions.end(id);
    deleteCookie(c, SESSION_COOKIE, { path: '/' });
    return c.json({});
  });
  app.get('/getting_started', (c) =>
    c.json({
      setup_done: true,
      import_mode: false,
      import_backend: '',
      system_online_service: false,
      addresses: [],
      groups: [...c.var.world.groups.values()].map(({ user_ids: _members, ...group }) => group),
      config: { product_logo: 'logo.svg' },
      channel_driver: { email: { inbound: {}, outbound: {} } },
    }),
  );
  return app;
}

/** Only the parts Offhook reads; the original sends 20 to 65 kB of models and settings. */
function signshow(world: World, host: string, auth: Auth | undefined, error: string): object {
  const config = {
    product_name: 'Sandbox helpdesk',
    fqdn: host,
    http_type: 'http',
    organization: 'Offhook sandbox',
    locale_default: 'en-us',
    api_token_access: world.settings.api_token_access,
    websocket_backend: 'websocket',
  };
  const models = {
    Ticket: [],
    TicketArticle: [],
    User: auth ? USER_ATTRIBUTES : [],
    Organization: [],
    Group: [],
  };
  if (!auth) return { error, models, collections: {}, config };
  return {
    session: auth.user,
    models,
    collections: { Taskbar: world.taskbar.filter((row) => row.user_id === auth.user.id) },
    assets: {},
    config: {
      ...config,
      cti_integration: world.settings.drivers.cti.enabled,
      sipgate_integration: world.settings.drivers.sipgate.enabled,
      placetel_integration: world.settings.drivers.placetel.enabled,
      time_accounting: world.settings.time_accounting,
      ...(isModern(world.flavour)
        ? { time_accounting_unit: world.settings.time_accounting_unit }
        : {}),
      ui_ticket_zoom_article_delete_timeframe: world.settings.article_delete_seconds,
    },
    ...(isModern(world.flavour) ? { after_auth: {} } : {}),
  };
}

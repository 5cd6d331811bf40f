import { Hono } from 'hono';
import { accessTokenRoutes } from './access-tokens.ts';
import { articlesRoutes } from './articles.ts';
import { authenticate, need } from './auth.ts';
import type { RestEnv } from './context.ts';
import { readInput } from './context.ts';
import { allowAnyOrigin } from './cors.ts';
import { ctiRoutes } from './cti.ts';
import { listsRoutes } from './lists.ts';
import { notFound, RestError } from './rest-error.ts';
import { sessionRoutes } from './session-routes.ts';
import type { Sessions } from './sessions.ts';
import { taskbarRoutes } from './taskbar.ts';
import { organizationsRoutes } from './organizations.ts';
import { pictureRoutes } from './pictures.ts';
import { tagsRoutes } from './tags.ts';
import { addTimeEntry } from './time-accounting.ts';
import { ticketCustomer, ticketsRoutes } from './tickets.ts';
import { usersRoutes } from './users.ts';
import type { World } from '../world/world.ts';

/** Lists that Offhook never asks for: empty, but with the right permission (token-matrix.json). */
const EMPTY_LISTS: [path: string, permission: string | undefined][] = [
  ['/macros', 'ticket.agent'],
  ['/online_notifications', undefined],
  ['/settings', 'admin'],
  ['/ticket_stats', undefined],
  ['/ticket_recent', 'ticket.agent'],
  ['/ticket_overviews', undefined],
];

/** Everything under `/api/v1` but the CTI endpoints. */
export function createRest(worldOf: () => World, sessions: Sessions): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  app.use(async (c, next) => {
    c.set('world', worldOf());
    await next();
  });
  app.route('/', sessionRoutes(sessions));
  app.route('/users/image', pictureRoutes());
  app.on(['GET', 'POST'], '/message_*', () => {
    // Long polling exists in Zammad; Offhook does not use it.
    throw new RestError(401, 'CSRF token verification failed!');
  });

  const inside = new Hono<RestEnv>();
  inside.use(async (c, next) => {
    c.set('auth', authenticate(c, c.var.world, sessions));
    await next();
    if (c.var.auth.kind === 'token' && c.res.ok) allowAnyOrigin(c.res.headers);
  });
  inside.route('/users', usersRoutes());
  inside.route('/tickets', ticketsRoutes());
  inside.get('/ticket_customer', ticketCustomer);
  inside.route('/ticket_articles', articlesRoutes());
  inside.route('/cti', ctiRoutes());
  inside.route('/taskbar', taskbarRoutes());
  inside.route('/user_access_token', accessTokenRoutes());
  inside.post('/time_accountings', async (c) => {
    const input = await readInput(c);
    const ticket = c.var.world.tickets.get(Number(input['ticket_id']));
    if (!ticket) throw notFound('Ticket', String(input['ticket_id']));
    return addTimeEntry(c, ticket, input);
  });
  inside.route('/organizations', organizationsRoutes());
  inside.route('/', tagsRoutes());
  for (const [path, permission] of EMPTY_LISTS) {
    inside.get(path, (c) => {
      if (permission) need(c.var.world, c.var.auth, permission);
      return c.json([]);
    });
  }
  inside.route('/', listsRoutes());
  app.route('/', inside);
  return app;
}

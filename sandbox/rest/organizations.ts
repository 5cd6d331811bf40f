import { Hono } from 'hono';
import { need } from './auth.ts';
import { asNumber, type RestEnv } from './context.ts';
import { notFound } from './rest-error.ts';

/** `/organizations`: search and one. */
export function organizationsRoutes(): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  app.use(async (c, next) => {
    need(c.var.world, c.var.auth, 'ticket.agent', 'admin.organization');
    await next();
  });
  app.get('/search', (c) => {
    const query = (c.req.query('query') ?? '').toLowerCase();
    const found = [...c.var.world.organizations.values()].filter((row) =>
      row.name.toLowerCase().includes(query),
    );
    return c.json(found.slice(0, asNumber(c.req.query('limit'), 50)));
  });
  app.get('/:id{\\d+}', (c) => {
    const id = c.req.param('id');
    const row = c.var.world.organizations.get(Number(id));
    if (!row) throw notFound('Organization', id);
    return c.json(row);
  });
  return app;
}

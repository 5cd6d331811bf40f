import { Hono } from 'hono';
import { isModern } from '../world/flavour.ts';
import { organizationRecord } from '../world/records.ts';
import { need } from './auth.ts';
import { asNumber, readInput, type RestEnv } from './context.ts';
import { notFound, RestError } from './rest-error.ts';

/** `/organizations`: search, all, one, create. */
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
  app.get('/', (c) => {
    const all = [...c.var.world.organizations.values()];
    const byChange = c.req.query('sort_by') === 'updated_at';
    const sign = c.req.query('order_by') === 'desc' ? -1 : 1;
    all.sort(
      (a, b) => sign * ((byChange ? a.updated_at.localeCompare(b.updated_at) : 0) || a.id - b.id),
    );
    const limit = asNumber(c.req.query('per_page') ?? c.req.query('limit'), 100);
    const start = (Math.max(asNumber(c.req.query('page'), 1), 1) - 1) * limit;
    return c.json(all.slice(start, start + limit));
  });
  app.post('/', async (c) => {
    const { world, auth } = c.var;
    const { name } = await readInput(c);
    if (typeof name !== 'string' || name.trim() === '') {
      throw new RestError(422, "Name can't be blank");
    }
    if ([...world.organizations.values()].some((row) => row.name === name)) {
      const taken = isModern(world.flavour)
        ? 'Name has already been taken'
        : 'This object already exists.';
      throw new RestError(422, taken);
    }
    const id = world.nextId('organization', Math.max(0, ...world.organizations.keys()));
    const row = organizationRecord(world.flavour, id, name, world.now());
    row['created_by_id'] = row['updated_by_id'] = auth.user.id;
    world.organizations.set(row.id, row);
    return c.json(row, 201);
  });
  app.get('/:id{\\d+}', (c) => {
    const id = c.req.param('id');
    const row = c.var.world.organizations.get(Number(id));
    if (!row) throw notFound('Organization', id);
    return c.json(row);
  });
  return app;
}

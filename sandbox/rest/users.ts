import { Hono } from 'hono';
import { isModern } from '../world/flavour.ts';
import { ROLES } from '../world/lookups.ts';
import type { JsonObject, UserRow } from '../world/rows.ts';
import { may, need } from './auth.ts';
import { asNumber, isTrue, readInput, type RestContext, type RestEnv } from './context.ts';
import { notFound, RestError } from './rest-error.ts';
import { createUser, updateUser } from './user-writes.ts';
import { assets, expandUser, fullName } from './views.ts';

/** `/users`: me, one, index, search, create, update, delete. */
export function usersRoutes(): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/me', (c) => c.json(view(c, c.var.auth.user)));
  app.on(['GET', 'POST'], '/search', async (c) => {
    need(c.var.world, c.var.auth, 'ticket.agent', 'admin.user');
    return c.json(search(c, await readInput(c)));
  });
  app.get('/', (c) => {
    const { world, auth } = c.var;
    const all = [...world.users.values()].sort((a, b) => a.id - b.id);
    const seen = may(auth, 'ticket.agent') ? all : all.filter((user) => user.id === auth.user.id);
    const limit = Math.min(asNumber(c.req.query('per_page') ?? c.req.query('limit'), 100), 1000);
    const start = (Math.max(asNumber(c.req.query('page'), 1), 1) - 1) * limit;
    return c.json(seen.slice(start, start + limit).map((user) => view(c, user)));
  });
  app.get('/:id{\\d+}', (c) => {
    const { world, auth } = c.var;
    const user = world.users.get(Number(c.req.param('id')));
    if (user?.id !== auth.user.id) need(world, auth, 'ticket.agent', 'admin.user');
    if (!user) throw notFound('User', c.req.param('id'));
    if (isTrue(c.req.query('full'))) {
      return c.json({ id: user.id, assets: assets(world, { users: [user.id] }) });
    }
    return c.json(view(c, user));
  });
  app.post('/', async (c) => {
    need(c.var.world, c.var.auth, 'ticket.agent', 'admin.user');
    return c.json(createUser(c.var.world, await readInput(c), c.var.auth.user.id), 201);
  });
  app.put('/:id{\\d+}', async (c) => {
    const { world, auth } = c.var;
    need(world, auth, 'ticket.agent', 'admin.user');
    const user = world.users.get(Number(c.req.param('id')));
    if (!user) throw notFound('User', c.req.param('id'));
    // Agents may change customers only, not each other and not themselves.
    if (!may(auth, 'admin.user') && !user.role_ids.includes(3)) {
      throw new RestError(403, 'Not authorized');
    }
    return c.json(updateUser(world, user, await readInput(c), auth.user.id));
  });
  app.delete('/:id{\\d+}', (c) => {
    if (!may(c.var.auth, 'admin.user')) throw new RestError(403, 'Not authorized');
    // Even for somebody just made: their own history refers to them (measured).
    throw new RestError(422, "Can't delete, object has references.");
  });
  return app;
}

function view(c: RestContext, user: UserRow): object {
  return isTrue(c.req.query('expand')) ? expandUser(c.var.world, user) : user;
}

function search(c: RestContext, input: JsonObject): unknown {
  const { world } = c.var;
  const modern = isModern(world.flavour);
  const query = String(input['query'] ?? input['term'] ?? '');
  const only = c.req.queries('ids[]')?.map(Number);
  const all = [...world.users.values()].filter(
    (user) =>
      (!only || only.includes(user.id)) &&
      user.id !== 1 &&
      (query === '' || query === '*' || matches(user, query, modern)),
  );
  const wanted = c.req.queries('permissions[]');
  const held = wanted ? all.filter((user) => wanted.some((name) => holds(user, name))) : all;
  held.sort(orderOf(input));
  const limit = Math.min(
    asNumber(input['limit'] ?? input['per_page'], modern ? 50 : 100),
    modern ? 200 : 1000,
  );
  const start = (Math.max(asNumber(input['page'], 1), 1) - 1) * limit;
  const hits = held.slice(start, start + limit);
  const ids = hits.map((user) => user.id);

  if (modern && isTrue(input['only_total_count'])) return { total_count: held.length };
  const full = isTrue(input['full']);
  if (modern && full) {
    return { record_ids: ids, assets: assets(world, { users: ids }), total_count: held.length };
  }
  if (isTrue(input['expand'])) return hits.map((user) => expandUser(world, user));
  if (isTrue(input['label']) || input['term'] !== undefined)
    return hits.map((user) => label(user, input));
  if (full) return { assets: assets(world, { users: ids }), user_ids: ids };
  return hits;
}

/** Active people first, newest id first; by the last change when asked (measured). */
function orderOf(input: JsonObject): (a: UserRow, b: UserRow) => number {
  if (input['sort_by'] !== 'updated_at') {
    return (a, b) => Number(b.active) - Number(a.active) || b.id - a.id;
  }
  const sign = input['order_by'] === 'asc' ? 1 : -1;
  return (a, b) => sign * (a.updated_at.localeCompare(b.updated_at) || a.id - b.id);
}

/** `admin` covers `admin.user`; a name that is none is held by nobody (measured). */
function holds(user: UserRow, permission: string): boolean {
  return ROLES.filter((role) => user.role_ids.includes(role.id)).some((role) =>
    role.permissions.some((held) => permission === held || permission.startsWith(`${held}.`)),
  );
}

/**
 * Without Elasticsearch: 5.x looks at names, e-mail and login only, and tells capitals from small
 * letters (LIKE on PostgreSQL, measured); later at every stored text, and does not.
 */
function matches(user: UserRow, query: string, modern: boolean): boolean {
  if (!modern) {
    const names = [user.firstname, user.lastname, user.email, user.login];
    return names.some((value) => value.includes(query));
  }
  return Object.values(user).some(
    (value) => typeof value === 'string' && value.toLowerCase().includes(query.toLowerCase()),
  );
}

function label(user: UserRow, input: JsonObject): object {
  const text = user.email ? `${fullName(user)} <${user.email}>` : fullName(user);
  return input['term'] === undefined
    ? { id: user.id, label: text, value: text }
    : { id: user.id, label: text, value: user.email, inactive: !user.active };
}

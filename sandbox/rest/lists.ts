import { Hono } from 'hono';
import { isModern } from '../world/flavour.ts';
import { PRIORITIES, stateTypeName } from '../world/lookups.ts';
import type { World } from '../world/world.ts';
import { may, need } from './auth.ts';
import { isTrue, readInput, type RestEnv } from './context.ts';
import { perform, priorityView, ticketCreate } from './create-form.ts';
import { searchTickets } from './tickets.ts';
import { assets } from './views.ts';

/** Small lists: states, groups, text modules, what a new ticket may be. */
export function listsRoutes(): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/ticket_states', (c) => {
    need(c.var.world, c.var.auth, 'ticket.agent', 'ticket.customer', 'admin.object');
    return c.json(
      c.var.world.states.map((state) =>
        stateView(c.var.world, state.id, isTrue(c.req.query('expand'))),
      ),
    );
  });
  app.get('/ticket_priorities', (c) => {
    need(c.var.world, c.var.auth, 'ticket.agent', 'ticket.customer', 'admin.object');
    return c.json(PRIORITIES.map((priority) => priorityView(c.var.world, priority)));
  });
  app.get('/ticket_create', (c) => c.json(ticketCreate(c)));
  app.post('/core_workflows/perform', async (c) => c.json(perform(c, await readInput(c))));
  app.get('/text_modules', (c) => {
    const { world, auth } = c.var;
    need(world, auth, 'ticket.agent');
    // 5.x also lists those that were switched off (measured).
    return c.json(world.textModules.filter((row) => row.active || !isModern(world.flavour)));
  });
  app.get('/groups', (c) => {
    const modern = isModern(c.var.world.flavour);
    need(c.var.world, c.var.auth, 'admin.group', ...(modern ? ['ticket.agent'] : []));
    return c.json([...c.var.world.groups.values()]);
  });
  app.get('/search', (c) => {
    const { world, auth } = c.var;
    const query = c.req.query('query') ?? '';
    const limit = Number(c.req.query('limit') ?? 10);
    const tickets = searchTickets(world, auth, query).slice(0, limit);
    const users = may(auth, 'ticket.agent')
      ? [...world.users.values()]
          .filter((user) =>
            `${user.firstname} ${user.lastname} ${user.email}`
              .toLowerCase()
              .includes(query.toLowerCase()),
          )
          .slice(0, limit)
      : [];
    return c.json({
      assets: assets(world, { tickets, users: users.map((user) => user.id) }),
      result: [
        ...tickets.map((row) => ({ type: 'Ticket', id: row.id })),
        ...users.map((row) => ({ type: 'User', id: row.id })),
      ],
    });
  });
  app.get('/version', (c) => {
    need(c.var.world, c.var.auth, 'admin');
    return c.json({ version: `${c.var.world.flavour}.x` });
  });
  return app;
}

function stateView(world: World, id: number, expand: boolean): object {
  const state = world.states.find((row) => row.id === id);
  if (!state) return {};
  return {
    ...state,
    ignore_escalation: id > 2,
    default_create: id === 1,
    default_follow_up: id === 2,
    note: null,
    updated_by_id: 1,
    created_by_id: 1,
    created_at: world.now(),
    updated_at: world.now(),
    ...(expand ? { state_type: stateTypeName(state.state_type_id) } : {}),
  };
}

import { Hono } from 'hono';
import { isModern } from '../world/flavour.ts';
import { PRIORITIES, stateTypeName } from '../world/lookups.ts';
import type { World } from '../world/world.ts';
import { hasGroup, may, need } from './auth.ts';
import { isTrue, readInput, type RestContext, type RestEnv } from './context.ts';
import { RestError } from './rest-error.ts';
import { searchTickets } from './tickets.ts';
import { assets } from './views.ts';

/** Small lists: states, groups, organisations, tags, what a new ticket may be. */
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
    return c.json(PRIORITIES);
  });
  app.get('/ticket_create', (c) => c.json(ticketCreate(c)));
  app.get('/groups', (c) => {
    const modern = isModern(c.var.world.flavour);
    need(c.var.world, c.var.auth, 'admin.group', ...(modern ? ['ticket.agent'] : []));
    return c.json([...c.var.world.groups.values()]);
  });
  app.get('/organizations/search', (c) => {
    need(c.var.world, c.var.auth, 'ticket.agent', 'admin.organization');
    const query = (c.req.query('query') ?? '').toLowerCase();
    return c.json(
      [...c.var.world.organizations.values()].filter((row) =>
        row.name.toLowerCase().includes(query),
      ),
    );
  });
  app.get('/organizations/:id{\\d+}', (c) => {
    need(c.var.world, c.var.auth, 'ticket.agent', 'admin.organization');
    const row = c.var.world.organizations.get(Number(c.req.param('id')));
    if (!row) throw new RestError(404, `Couldn't find Organization with 'id'=${c.req.param('id')}`);
    return c.json(row);
  });
  app.get('/tags', (c) =>
    c.json({ tags: c.var.world.tags.get(Number(c.req.query('o_id'))) ?? [] }),
  );
  app.post('/tags/add', async (c) => {
    const { world, ticketId, item } = await tagInput(c);
    const tags = world.tags.get(ticketId) ?? [];
    world.tags.set(ticketId, [...tags.filter((tag) => tag !== item), item]);
    return c.json(true, 201);
  });
  app.delete('/tags/remove', async (c) => {
    const { world, ticketId, item } = await tagInput(c);
    world.tags.set(
      ticketId,
      (world.tags.get(ticketId) ?? []).filter((tag) => tag !== item),
    );
    return c.json(true);
  });
  app.get('/tag_search', (c) => {
    const all = new Set([...c.var.world.tags.values()].flat().concat('offhook'));
    const term = c.req.query('term') ?? '';
    return c.json(
      [...all]
        .filter((tag) => tag.startsWith(term))
        .map((value, index) => ({ id: index + 1, value })),
    );
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

async function tagInput(c: RestContext) {
  const input = await readInput(c);
  return { world: c.var.world, ticketId: Number(input['o_id']), item: String(input['item'] ?? '') };
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

/** The choices of the create form. Answers every token; 5.x adds the records behind the ids. */
function ticketCreate(c: RestContext): object {
  const { world, auth } = c.var;
  const groups = [...world.groups.values()].filter((group) => hasGroup(auth, group.id));
  const fields = [
    'number',
    'title',
    'customer_id',
    'organization_id',
    'group_id',
    'owner_id',
    'state_id',
    'pending_time',
    'priority_id',
    'tags',
    'body',
  ];
  const each = <T>(value: (field: string) => T) =>
    Object.fromEntries(fields.map((field) => [field, value(field)]));
  const required = ['title', 'customer_id', 'group_id', 'state_id', 'priority_id'];
  return {
    assets: isModern(world.flavour)
      ? {}
      : {
          Group: Object.fromEntries(groups.map((group) => [group.id, group])),
          User: { '1': world.users.get(1) },
          TicketPriority: Object.fromEntries(
            PRIORITIES.map((priority) => [
              priority.id,
              {
                ...priority,
                default_create: priority.id === 2,
                note: null,
                active: true,
                updated_by_id: 1,
                created_by_id: 1,
                created_at: world.now(),
                updated_at: world.now(),
              },
            ]),
          ),
        },
    form_meta: {
      filter: { type_id: [] },
      dependencies: null,
      configure_attributes: null,
      core_workflow: {
        restrict_values: {
          group_id: ['', ...groups.map((group) => String(group.id))],
          owner_id: [''],
          state_id: ['', '1', '2', '3', '4'],
          priority_id: ['2', '1', '3'],
        },
        request_id: 'default',
        visibility: each((field) =>
          field === 'organization_id' ? 'hide' : field === 'pending_time' ? 'remove' : 'show',
        ),
        mandatory: each((field) => required.includes(field)),
        readonly: each(() => false),
        select: {},
        fill_in: {},
        eval: [],
        matched_workflows: [1, 2],
        rerun_count: 0,
      },
    },
  };
}

import { Hono } from 'hono';
import { isModern } from '../world/flavour.ts';
import { CLOSED_TYPES, stateTypeName } from '../world/lookups.ts';
import type { JsonObject, TicketRow } from '../world/rows.ts';
import type { World } from '../world/world.ts';
import { type Auth, hasGroup, need } from './auth.ts';
import { asNumber, isTrue, readInput, type RestContext, type RestEnv } from './context.ts';
import { notFound, RestError } from './rest-error.ts';
import { createTicket, objectOf, refusesTime, updateTicket } from './ticket-writes.ts';
import { addTimeEntry, timeEntries, timeRefused } from './time-accounting.ts';
import { assets, expandTicket, ticketWithIds } from './views.ts';

/** `/tickets`. Lists do not look at the token's permissions, only at the person's groups (measured). */
export function ticketsRoutes(): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.on(['GET', 'POST'], '/search', async (c) => c.json(search(c, await readInput(c))));
  app.get('/', (c) => {
    const limit = Math.min(asNumber(c.req.query('per_page'), 100), 100);
    const start = (Math.max(asNumber(c.req.query('page'), 1), 1) - 1) * limit;
    const rows = visible(c.var.world, c.var.auth).slice(start, start + limit);
    return c.json(rows.map((ticket) => listed(c, ticket, isTrue(c.req.query('expand')))));
  });
  app.get('/:id{\\d+}', (c) => {
    const ticket = find(c, c.req.param('id'));
    need(c.var.world, c.var.auth, 'ticket.agent', 'ticket.customer');
    return c.json(isTrue(c.req.query('expand')) ? expandTicket(c.var.world, ticket) : ticket);
  });
  app.post('/', async (c) => {
    need(c.var.world, c.var.auth, 'ticket.agent', 'ticket.customer');
    const input = await readInput(c);
    if (refusesTime(c.var.world, objectOf(input['article']))) throw timeRefused();
    const ticket = createTicket(c.var.world, c.var.auth, input);
    return c.json(ticketWithIds(c.var.world, ticket), 201);
  });
  app.put('/:id{\\d+}', async (c) => {
    need(c.var.world, c.var.auth, 'ticket.agent', 'ticket.customer');
    const ticket = find(c, c.req.param('id'));
    const input = await readInput(c);
    if (refusesTime(c.var.world, objectOf(input['article']))) throw timeRefused();
    updateTicket(c.var.world, c.var.auth, ticket, input);
    return c.json(ticketWithIds(c.var.world, ticket));
  });
  app.get('/:id{\\d+}/time_accountings', (c) => {
    need(c.var.world, c.var.auth, 'ticket.agent');
    return timeEntries(c, find(c, c.req.param('id')));
  });
  app.post('/:id{\\d+}/time_accountings', async (c) => {
    need(c.var.world, c.var.auth, 'ticket.agent');
    const ticket = find(c, c.req.param('id'));
    return addTimeEntry(c, ticket, await readInput(c));
  });
  return app;
}

function find(c: RestContext, id: string): TicketRow {
  const ticket = c.var.world.tickets.get(Number(id));
  if (!ticket) throw notFound('Ticket', id);
  if (!hasGroup(c.var.auth, ticket.group_id)) throw new RestError(403, 'Not authorized');
  return ticket;
}

function visible(world: World, auth: Auth): TicketRow[] {
  return [...world.tickets.values()]
    .filter((ticket) => hasGroup(auth, ticket.group_id))
    .sort((a, b) => b.id - a.id);
}

function listed(c: RestContext, ticket: TicketRow, expand: boolean): object {
  return expand ? expandTicket(c.var.world, ticket) : ticketWithIds(c.var.world, ticket);
}

/** Title, number and article text; field queries such as `customer_id:9` find nothing. */
export function searchTickets(world: World, auth: Auth, query: string): TicketRow[] {
  const wanted = query.toLowerCase();
  return visible(world, auth).filter(
    (ticket) =>
      wanted === '' ||
      wanted === '*' ||
      ticket.title.toLowerCase().includes(wanted) ||
      ticket.number.includes(wanted) ||
      [...world.articles.values()].some(
        (article) =>
          article.ticket_id === ticket.id &&
          [article.body, article.from, article.subject].some((text) =>
            text?.toLowerCase().includes(wanted),
          ),
      ),
  );
}

function search(c: RestContext, input: JsonObject): unknown {
  const { world, auth } = c.var;
  const found = searchTickets(world, auth, String(input['query'] ?? ''));
  const limit = Math.min(asNumber(input['limit'] ?? input['per_page'], 50), 200);
  const hits = found.slice(0, limit);
  if (isModern(world.flavour)) {
    if (isTrue(input['only_total_count'])) return { total_count: found.length };
    if (isTrue(input['full'])) {
      return {
        record_ids: hits.map((ticket) => ticket.id),
        assets: assets(world, { tickets: hits }),
        total_count: found.length,
      };
    }
  } else if (!isTrue(input['expand'])) {
    return {
      tickets: hits.map((ticket) => ticket.id),
      tickets_count: hits.length,
      assets: assets(world, { tickets: hits }),
    };
  }
  return hits.map((ticket) => listed(c, ticket, isTrue(input['expand'])));
}

/** `GET /ticket_customer`: the newest 15 open and 15 closed tickets of a person. */
export function ticketCustomer(c: RestContext): Response {
  const { world, auth } = c.var;
  need(world, auth, 'ticket.agent');
  const customer = Number(c.req.query('customer_id'));
  const rows = visible(world, auth).filter((ticket) => ticket.customer_id === customer);
  const isClosed = (ticket: TicketRow) => {
    const state = world.states.find((row) => row.id === ticket.state_id);
    return CLOSED_TYPES.includes(stateTypeName(state?.state_type_id ?? 0));
  };
  const open = rows.filter((ticket) => !isClosed(ticket)).slice(0, 15);
  const closed = rows.filter(isClosed).slice(0, 15);
  return c.json({
    ticket_ids_open: open.map((ticket) => ticket.id),
    ticket_ids_closed: closed.map((ticket) => ticket.id),
    assets: assets(world, { tickets: [...open, ...closed] }),
  });
}

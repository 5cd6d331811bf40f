import type { TicketRow, JsonObject, TimeRow } from '../world/rows.ts';
import { isModern } from '../world/flavour.ts';
import type { World } from '../world/world.ts';
import { noRoute, RestError } from './rest-error.ts';
import type { RestContext } from './context.ts';

const NO_TIME = 'Not authorized (Time Accounting is not enabled)!';

export const timeRefused = () => new RestError(403, NO_TIME);

/** "5" → 5.0, "2,5" → 2.0, "abc" → 0.0, as measured. */
export function countTime(
  world: World,
  ticket: TicketRow,
  entry: { articleId: number | null; value: unknown; by: number },
): TimeRow {
  const units = Number.parseFloat(String(entry.value)) || 0;
  const row: TimeRow = {
    id: world.nextId('time'),
    ticket_id: ticket.id,
    ticket_article_id: entry.articleId,
    time_unit: units.toFixed(1),
    type_id: null,
    created_by_id: entry.by,
    created_at: world.now(),
    updated_at: world.now(),
  };
  world.times.push(row);
  ticket.time_unit = (Number(ticket.time_unit ?? 0) + units).toFixed(1);
  return row;
}

/** `POST`: since 6.x, one entry for an article, refused while time accounting is off. */
export function addTimeEntry(c: RestContext, ticket: TicketRow, input: JsonObject): Response {
  const { world, auth } = c.var;
  if (!isModern(world.flavour)) return noRoute(c, world);
  if (!world.settings.time_accounting) throw timeRefused();
  const given = input['ticket_article_id'];
  const articleId = typeof given === 'number' ? given : null;
  if (articleId !== null && world.times.some((row) => row.ticket_article_id === articleId)) {
    throw new RestError(422, 'Ticket article has already been taken');
  }
  const value = input['time_unit'];
  return c.json(countTime(world, ticket, { articleId, value, by: auth.user.id }), 201);
}

export function timeEntries(c: RestContext, ticket: TicketRow): Response {
  const { world } = c.var;
  if (!isModern(world.flavour)) return noRoute(c, world);
  return c.json(world.times.filter((row) => row.ticket_id === ticket.id));
}

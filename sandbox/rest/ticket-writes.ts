import { isModern } from '../world/flavour.ts';
import { PRIORITIES, stateTypeName } from '../world/lookups.ts';
import { ticketRecord } from '../world/records.ts';
import type { Json, JsonObject, TicketRow, UserRow } from '../world/rows.ts';
import { giveTags } from '../world/tags.ts';
import type { World } from '../world/world.ts';
import { addArticle, checkArticle } from './article-writes.ts';
import { type Auth, hasGroup } from './auth.ts';
import { masked, noLookup, RestError } from './rest-error.ts';
import { createUser } from './user-writes.ts';

/** Creates a ticket with its first article; checks in Zammad's order, nothing stays on refusal. */
export function createTicket(world: World, auth: Auth, input: JsonObject): TicketRow {
  const group_id = groupOf(world, input);
  if (group_id === undefined) {
    throw new RestError(422, "The required value 'group_id' is missing.");
  }
  const wantedState = stateOf(world, input);
  if (!hasGroup(auth, group_id)) throw new RestError(403, 'Not authorized');
  const article = objectOf(input['article']);
  if (article) checkArticle(world, article);
  const customer = customerOf(world, input, auth.user.id);
  if (!customer || typeof input['title'] !== 'string') throw masked(422);

  const id = world.nextId('ticket');
  const byAgent = article !== undefined && article['sender'] !== 'Customer';
  const ticket = ticketRecord(
    world.flavour,
    {
      id,
      number: world.ticketNumber(id),
      title: input['title'],
      group_id,
      customer_id: customer.id,
      organization_id: customer.organization_id,
      state_id: wantedState ?? (byAgent ? 2 : 1),
      priority_id: priorityOf(input),
      owner_id: typeof input['owner_id'] === 'number' ? input['owner_id'] : 1,
      preferences: objectOf(input['preferences']) ?? {},
    },
    world.now(),
    auth.user.id,
  );
  world.tickets.set(id, ticket);
  if (article) {
    const first = addArticle(world, auth, ticket, article);
    ticket['create_article_type_id'] = first.type_id;
    ticket['create_article_sender_id'] = first.sender_id;
    if (first.sender_id === 2) world.indexTicket(first);
  }
  if (typeof input['tags'] === 'string') {
    giveTags(world, id, input['tags'].split(','));
  }
  world.tell({ kind: 'ticket', ticketId: id });
  return ticket;
}

export function updateTicket(
  world: World,
  auth: Auth,
  ticket: TicketRow,
  input: JsonObject,
): TicketRow {
  const state = stateOf(world, input);
  const article = objectOf(input['article']);
  if (article) checkArticle(world, article);
  setPending(world, ticket, state ?? ticket.state_id, input);
  if (state !== undefined && state !== ticket.state_id) {
    ticket.state_id = state;
    const type = world.states.find((candidate) => candidate.id === state);
    if (type && stateTypeName(type.state_type_id) === 'closed') {
      ticket['close_at'] ??= world.now();
      ticket['last_close_at'] = world.now();
    }
  }
  if (typeof input['owner_id'] === 'number') {
    ticket.owner_id = input['owner_id'];
    ticket['last_owner_update_at'] = world.now();
  }
  if (typeof input['title'] === 'string') ticket.title = input['title'];
  const group = groupOf(world, input);
  if (group !== undefined) ticket.group_id = group;
  if (input['priority_id'] !== undefined) ticket.priority_id = priorityOf(input);
  if (article) addArticle(world, auth, ticket, article);
  ticket.updated_at = world.now();
  ticket.updated_by_id = auth.user.id;
  world.tell({ kind: 'ticket', ticketId: ticket.id });
  return ticket;
}

/** A pending state needs a time; any other state takes it away. Without one nothing is changed. */
function setPending(world: World, ticket: TicketRow, stateId: number, input: JsonObject): void {
  const type = world.states.find((candidate) => candidate.id === stateId)?.state_type_id ?? 0;
  if (!stateTypeName(type).startsWith('pending')) {
    ticket['pending_time'] = null;
    return;
  }
  const given = input['pending_time'];
  if (typeof given === 'string') ticket['pending_time'] = new Date(given).toISOString();
  if (!ticket['pending_time']) throw masked(422);
}

function groupOf(world: World, input: JsonObject): number | undefined {
  if (typeof input['group'] === 'string') {
    const found = [...world.groups.values()].find((row) => row.name === input['group']);
    if (!found) throw noLookup('group', input['group']);
    return found.id;
  }
  const id = Number(input['group_id']);
  return world.groups.has(id) ? id : undefined;
}

function stateOf(world: World, input: JsonObject): number | undefined {
  if (typeof input['state'] === 'string') {
    const found = world.states.find((row) => row.name === input['state']);
    if (!found) throw noLookup('state', input['state']);
    return found.id;
  }
  const id = Number(input['state_id']);
  return world.states.some((row) => row.id === id) ? id : undefined;
}

function priorityOf(input: JsonObject): number {
  const id = Number(input['priority_id']);
  return PRIORITIES.some((row) => row.id === id) ? id : 2;
}

function customerOf(world: World, input: JsonObject, by: number): UserRow | undefined {
  const inline = objectOf(input['customer']);
  if (inline) {
    const known = [...world.users.values()].find(
      (user) => user.email !== '' && user.email === inline['email'],
    );
    return known ?? createUser(world, inline, by);
  }
  const id = input['customer_id'];
  if (typeof id === 'string' && id.startsWith('guess:')) {
    const email = id.slice('guess:'.length);
    const [name = ''] = email.split('@');
    const [firstname = '', lastname = ''] = name.split('.').map(capitalised);
    const known = [...world.users.values()].find((user) => user.email === email);
    return known ?? createUser(world, { email, firstname, lastname }, by);
  }
  if (id === undefined || id === null || id === '') return undefined;
  const user = world.users.get(Number(id));
  if (!user) throw new RestError(422, `Invalid value for param 'customer_id': ${String(id)}`);
  return user;
}

const capitalised = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);

export function objectOf(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

/** Later versions refuse `time_unit` while time accounting is off. */
export function refusesTime(world: World, article: JsonObject | undefined): boolean {
  return (
    isModern(world.flavour) &&
    article?.['time_unit'] !== undefined &&
    !world.settings.time_accounting
  );
}

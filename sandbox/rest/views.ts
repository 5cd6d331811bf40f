import { isModern } from '../world/flavour.ts';
import { ARTICLE_SENDERS, ARTICLE_TYPES, PRIORITIES, ROLES } from '../world/lookups.ts';
import type { ArticleRow, JsonObject, TicketRow, UserRow } from '../world/rows.ts';
import type { World } from '../world/world.ts';

/** Records as answers: plain, with names (`expand`), or as `assets`. */

export const loginOf = (world: World, id: unknown) => world.users.get(Number(id))?.login ?? '-';

export function fullName(user: UserRow | undefined): string {
  return user ? `${user.firstname} ${user.lastname}`.trim() || user.email : '-';
}

export function expandUser(world: World, user: UserRow): object {
  const organization = world.organizations.get(user.organization_id ?? -1);
  return {
    ...user,
    roles: ROLES.filter((role) => user.role_ids.includes(role.id)).map((role) => role.name),
    ...(isModern(world.flavour) ? { two_factor_preferences: [] } : {}),
    organizations: [],
    authorizations: [],
    overview_sortings: [],
    groups: Object.fromEntries(
      Object.entries(user.group_ids).map(([id, access]) => [
        world.groups.get(Number(id))?.name ?? id,
        access,
      ]),
    ),
    ...(organization ? { organization: organization.name } : {}),
    created_by: loginOf(world, user.created_by_id),
    updated_by: loginOf(world, user.updated_by_id),
  };
}

export function ticketWithIds(world: World, ticket: TicketRow): object {
  return {
    ...ticket,
    ...(isModern(world.flavour) ? { referencing_checklist_ids: [] } : {}),
    article_ids: [...world.articles.values()]
      .filter((article) => article.ticket_id === ticket.id)
      .map((article) => article.id),
    ticket_time_accounting_ids: ticket.time_unit === null ? [] : [ticket.id],
  };
}

export function expandTicket(world: World, ticket: TicketRow): object {
  const organization = world.organizations.get(ticket.organization_id ?? -1);
  return {
    ...ticketWithIds(world, ticket),
    ...(isModern(world.flavour) ? { referencing_checklists: [] } : {}),
    group: world.groups.get(ticket.group_id)?.name,
    ...(organization ? { organization: organization.name } : {}),
    ticket_time_accounting: [],
    state: world.states.find((state) => state.id === ticket.state_id)?.name,
    priority: PRIORITIES.find((priority) => priority.id === ticket.priority_id)?.name,
    owner: loginOf(world, ticket.owner_id),
    customer: loginOf(world, ticket.customer_id),
    created_by: loginOf(world, ticket.created_by_id),
    updated_by: loginOf(world, ticket.updated_by_id),
    create_article_type: ARTICLE_TYPES.get(Number(ticket['create_article_type_id'])),
    create_article_sender: ARTICLE_SENDERS.get(Number(ticket['create_article_sender_id'])),
  };
}

export function articleView(world: World, article: ArticleRow): object {
  return {
    ...article,
    attachments: [],
    created_by: loginOf(world, article.created_by_id),
    updated_by: loginOf(world, article.updated_by_id),
    type: ARTICLE_TYPES.get(article.type_id),
    sender: ARTICLE_SENDERS.get(article.sender_id),
    ...(article.origin_by_id === null ? {} : { origin_by: loginOf(world, article.origin_by_id) }),
    ...(isModern(world.flavour) ? { time_unit: article['time_unit'] ?? null } : {}),
  };
}

/** `assets`: records by kind and id. 5.x adds roles and groups, later versions leave them out. */
export function assets(
  world: World,
  { users = [], tickets = [] }: { users?: Iterable<number>; tickets?: TicketRow[] },
): JsonObject {
  const ids = new Set(users);
  for (const ticket of tickets) ids.add(ticket.owner_id).add(ticket.customer_id);
  const people = [...ids].flatMap((id) => world.users.get(id) ?? []);
  const old = !isModern(world.flavour);
  const roleIds = new Set(people.flatMap((user) => user.role_ids));
  const answer: Record<string, unknown> = {
    Ticket: byId(tickets.map((ticket) => ticketWithIds(world, ticket) as TicketRow)),
    Group: old && tickets.length > 0 ? byId([...world.groups.values()]) : {},
    User: byId(people),
    Role: old
      ? byId(ROLES.filter((role) => roleIds.has(role.id)).map((role) => roleView(world, role)))
      : {},
  };
  for (const [kind, records] of Object.entries(answer)) {
    if (Object.keys(records as object).length === 0) delete answer[kind];
  }
  return answer as JsonObject;
}

function roleView(world: World, role: (typeof ROLES)[number]) {
  return {
    id: role.id,
    name: role.name,
    preferences: {},
    default_at_signup: role.name === 'Customer',
    active: true,
    note: `Role ${role.name} of the sandbox.`,
    updated_by_id: 1,
    created_by_id: 1,
    created_at: world.now(),
    updated_at: world.now(),
    permission_ids: [44, 47],
    knowledge_base_permission_ids: [],
    group_ids: {},
  };
}

function byId<T extends { id: number }>(rows: T[]): Record<string, T> {
  return Object.fromEntries(rows.map((row) => [row.id, row]));
}

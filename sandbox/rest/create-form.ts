import { isModern } from '../world/flavour.ts';
import { PRIORITIES } from '../world/lookups.ts';
import type { JsonObject } from '../world/rows.ts';
import type { World } from '../world/world.ts';
import { type Auth, hasGroup } from './auth.ts';
import type { RestContext } from './context.ts';
import { assets } from './views.ts';

const FIELDS = [
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
const REQUIRED = ['title', 'customer_id', 'group_id', 'state_id', 'priority_id'];
const each = <T>(value: (field: string) => T) =>
  Object.fromEntries(FIELDS.map((field) => [field, value(field)]));

export function priorityView(world: World, priority: (typeof PRIORITIES)[number]): object {
  return {
    ...priority,
    note: null,
    active: true,
    updated_by_id: 1,
    created_by_id: 1,
    created_at: world.now(),
    updated_at: world.now(),
  };
}

function groupsOf(world: World, auth: Auth) {
  return [...world.groups.values()].filter((group) => hasGroup(auth, group.id));
}

/** What the create form offers and how it looks; `owners` only once a group is chosen. */
function workflow(world: World, auth: Auth, requestId: string, owners: number[]): object {
  const states = world.states.filter(({ name, active }) => active && name !== 'merged');
  return {
    restrict_values: {
      group_id: ['', ...groupsOf(world, auth).map((group) => String(group.id))],
      owner_id: ['', ...owners.map(String)],
      state_id: ['', ...states.map(({ id }) => String(id))],
      priority_id: ['2', '1', '3'],
    },
    request_id: requestId,
    visibility: each((field) =>
      field === 'organization_id' ? 'hide' : field === 'pending_time' ? 'remove' : 'show',
    ),
    mandatory: each((field) => REQUIRED.includes(field)),
    readonly: each(() => false),
    select: {},
    fill_in: {},
    eval: [],
    matched_workflows: [1, 2],
    rerun_count: 0,
  };
}

/** 5.x adds the records behind the ids. */
function records(world: World, auth: Auth, owners: number[]): JsonObject {
  const people = assets(world, { users: isModern(world.flavour) ? owners : [1, ...owners] });
  if (isModern(world.flavour)) return owners.length > 0 ? people : {};
  return {
    ...people,
    Group: Object.fromEntries(groupsOf(world, auth).map((group) => [group.id, group])),
    TicketPriority: Object.fromEntries(
      PRIORITIES.map((priority) => [priority.id, priorityView(world, priority)]),
    ),
  } as unknown as JsonObject;
}

/** The choices of the empty form. Answers every token. */
export function ticketCreate(c: RestContext): object {
  const { world, auth } = c.var;
  return {
    assets: records(world, auth, []),
    form_meta: {
      filter: { type_id: [] },
      dependencies: null,
      configure_attributes: null,
      core_workflow: workflow(world, auth, 'default', []),
    },
  };
}

/** `POST /core_workflows/perform`: the choices once something was filled in. */
export function perform(c: RestContext, input: JsonObject): object {
  const { world, auth } = c.var;
  const params = (input['params'] ?? {}) as JsonObject;
  const group = groupsOf(world, auth).find(({ id }) => id === Number(params['group_id']));
  const owners = (group?.user_ids ?? []).filter((id) => world.users.get(id)?.active);
  return {
    ...workflow(world, auth, String(input['request_id'] ?? ''), owners),
    assets: records(world, auth, owners),
  };
}

import * as v from 'valibot';
import { personName, userAssetsSchema } from './people.ts';
import { flag } from './read.ts';
import type { Request } from './request.ts';
import type { ZammadGroup, ZammadPriority } from './types.ts';
import { ZammadError } from './zammad-error.ts';

const groupSchema = v.object({ id: v.number(), name: v.string() });

const idsSchema = v.optional(v.array(v.union([v.string(), v.number()])), []);

const prioritySchema = v.object({
  id: v.number(),
  name: v.string(),
  active: v.nullish(v.boolean(), true),
  default_create: flag,
});

const workflowSchema = v.object({
  restrict_values: v.object({ owner_id: idsSchema }),
  assets: v.optional(v.object({ User: userAssetsSchema }), { User: {} }),
});

const ticketCreateSchema = v.object({
  assets: v.optional(v.object({ Group: v.optional(v.record(v.string(), groupSchema), {}) }), {
    Group: {},
  }),
  form_meta: v.object({
    core_workflow: v.object({
      restrict_values: v.object({
        group_id: idsSchema,
      }),
    }),
  }),
});

export function createLists(request: Request) {
  /** 5.x names the groups beside the choice; 6.x does not, but lets agents read the groups. */
  async function namesOf(missing: boolean): Promise<ZammadGroup[]> {
    if (!missing) return [];
    try {
      return await request.get('groups', v.array(groupSchema));
    } catch (error) {
      if (error instanceof ZammadError && error.code === 'zammad/forbidden') return [];
      throw error;
    }
  }

  return {
    /** Groups that the agent may read: on 6.x all, on 5.x none. */
    groups: (): Promise<ZammadGroup[]> => namesOf(true),

    /** Groups in which the agent may create a ticket, by name. */
    async creatableGroups(): Promise<ZammadGroup[]> {
      const answer = await request.get('ticket_create', ticketCreateSchema);
      const ids = answer.form_meta.core_workflow.restrict_values.group_id
        .map(Number)
        .filter((id) => id > 0);
      const known = new Map(
        Object.values(answer.assets.Group).map((group) => [group.id, group.name]),
      );
      for (const group of await namesOf(ids.some((id) => !known.has(id))))
        known.set(group.id, group.name);
      return ids
        .map((id) => ({ id, name: known.get(id) ?? `#${id}` }))
        .sort((a, b) => a.name.localeCompare(b.name));
    },

    /** Priorities of tickets, lowest first. */
    async priorities(): Promise<ZammadPriority[]> {
      const all = await request.get('ticket_priorities', v.array(prioritySchema));
      return all
        .filter(({ active }) => active)
        .map(({ id, name, default_create }) => ({ id, name, preset: default_create }));
    },

    /**
     * Who may own a ticket of this group: what Zammad's own create form offers once the group is
     * chosen, workflows of the administrator included (measured on 5.5 and 6.5).
     */
    async groupOwners(groupId: number): Promise<{ id: number; name: string }[]> {
      const answer = await request.post('core_workflows/perform', workflowSchema, {
        event: 'core_workflow',
        request_id: 'offhook',
        class_name: 'Ticket',
        screen: 'create_middle',
        params: { group_id: groupId },
      });
      const { User } = answer.assets;
      return answer.restrict_values.owner_id
        .map(Number)
        .flatMap((id) => (User[id] ? [{ id, name: personName(User[id]) }] : []))
        .sort((a, b) => a.name.localeCompare(b.name));
    },
  };
}

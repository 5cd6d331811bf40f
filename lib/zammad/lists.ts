import * as v from 'valibot';
import type { Request } from './request.ts';
import type { ZammadGroup } from './types.ts';
import { ZammadError } from './zammad-error.ts';

const groupSchema = v.object({ id: v.number(), name: v.string() });

const ticketCreateSchema = v.object({
  assets: v.optional(v.object({ Group: v.optional(v.record(v.string(), groupSchema), {}) }), {
    Group: {},
  }),
  form_meta: v.object({
    core_workflow: v.object({
      restrict_values: v.object({
        group_id: v.optional(v.array(v.union([v.string(), v.number()])), []),
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
  };
}

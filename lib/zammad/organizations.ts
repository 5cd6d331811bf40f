import * as v from 'valibot';
import { compact, textIfAny, time } from './read.ts';
import type { Request } from './request.ts';
import type { OrganizationRecord, ZammadOrganization } from './types.ts';

const organizationSchema = v.pipe(
  v.object({
    id: v.number(),
    name: v.string(),
    active: v.optional(v.boolean(), true),
    member_ids: v.optional(v.array(v.number()), []),
    secondary_member_ids: v.optional(v.array(v.number()), []),
  }),
  v.transform(({ id, name, active, member_ids, secondary_member_ids }): ZammadOrganization => ({
    id,
    name,
    active,
    memberIds: [...member_ids, ...secondary_member_ids],
  })),
);

/** Without its members, who may be many. */
function recordSchemaWith(extra: readonly string[]): v.GenericSchema<unknown, OrganizationRecord> {
  return v.pipe(
    v.looseObject({
      id: v.number(),
      name: v.string(),
      active: v.optional(v.boolean(), true),
      note: textIfAny,
      updated_at: time,
    }),
    v.transform((raw): OrganizationRecord => {
      const custom = extra.flatMap((name): [string, string][] => {
        const value = raw[name];
        return typeof value === 'string' && value !== '' ? [[name, value]] : [];
      });
      return compact({
        id: raw.id,
        name: raw.name,
        active: raw.active,
        note: raw.note,
        extra: custom.length > 0 ? Object.fromEntries(custom) : undefined,
        updatedAt: raw.updated_at,
      });
    }),
  );
}

export function createOrganizations(request: Request) {
  return {
    /** Organisations whose name (or other text) holds the query, inactive ones included. */
    searchOrganizations: (query: string, limit: number): Promise<ZammadOrganization[]> =>
      request.get('organizations/search', v.array(organizationSchema), { query, limit }),

    /**
     * All organisations, inactive ones included, `page` from 1, empty after the last; by ascending
     * id or newest change first (both honoured by 5.5 and 6.5). Needs `ticket.agent`.
     */
    organizationsPage: (
      by: 'id' | 'change',
      page: number,
      perPage: number,
      extra: readonly string[] = [],
    ): Promise<OrganizationRecord[]> =>
      request.get('organizations', v.array(recordSchemaWith(extra)), {
        sort_by: by === 'id' ? 'id' : 'updated_at',
        order_by: by === 'id' ? 'asc' : 'desc',
        page,
        per_page: perPage,
      }),

    /**
     * A new organisation. `ticket.agent` is enough; `zammad/refused` when the name is taken.
     * Measured on 5.5 and 6.5.
     */
    createOrganization: (name: string): Promise<{ id: number }> =>
      request.post('organizations', v.object({ id: v.number() }), { name }),

    /** One organisation. Fails with `zammad/not-found`. */
    organization: (id: number): Promise<ZammadOrganization> =>
      request.get(`organizations/${id}`, organizationSchema),
  };
}

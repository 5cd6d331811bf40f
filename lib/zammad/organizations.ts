import * as v from 'valibot';
import type { Request } from './request.ts';
import type { ZammadOrganization } from './types.ts';

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

export function createOrganizations(request: Request) {
  return {
    /** Organisations whose name (or other text) holds the query, inactive ones included. */
    searchOrganizations: (query: string, limit: number): Promise<ZammadOrganization[]> =>
      request.get('organizations/search', v.array(organizationSchema), { query, limit }),

    /** One organisation. Fails with `zammad/not-found`. */
    organization: (id: number): Promise<ZammadOrganization> =>
      request.get(`organizations/${id}`, organizationSchema),
  };
}

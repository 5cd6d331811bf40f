import * as v from 'valibot';
import { compact, flag, idIfAny, textIfAny, textOrEmpty, time } from './read.ts';
import type { Request } from './request.ts';
import type { ZammadUser } from './types.ts';

/** A user record of 5.x and 6.x, with (`expand=true`) or without names. */
export const userSchema: v.GenericSchema<unknown, ZammadUser> = v.pipe(
  v.object({
    id: v.number(),
    login: textOrEmpty,
    firstname: textOrEmpty,
    lastname: textOrEmpty,
    email: textOrEmpty,
    phone: textOrEmpty,
    mobile: textOrEmpty,
    fax: textOrEmpty,
    organization_id: idIfAny,
    organization: textIfAny,
    vip: flag,
    active: v.optional(v.boolean(), true),
    note: textIfAny,
    updated_at: time,
  }),
  v.transform(({ organization_id, updated_at, ...user }): ZammadUser =>
    compact({ ...user, organizationId: organization_id, updatedAt: updated_at }),
  ),
);

/** `assets.User` of a full answer. */
export const userAssetsSchema = v.optional(v.record(v.string(), userSchema), {});

/** First and last name; else e-mail, number or login. Never empty. */
export function personName(user: ZammadUser): string {
  const name = `${user.firstname} ${user.lastname}`.trim();
  return name || user.email || user.phone || user.mobile || user.login || `#${user.id}`;
}

export function createPeople(request: Request) {
  return {
    /** One person. Fails with `zammad/not-found`. Needs `ticket.agent`. */
    user: (id: number): Promise<ZammadUser> =>
      request.get(`users/${id}`, userSchema, { expand: true }),

    /**
     * Zammad's own search, up to `limit` people, inactive ones included. What it looks at differs
     * widely: 5.x without Elasticsearch never finds a number, 6.x only as it was stored. The
     * hits have to be checked by whoever asks. Needs `ticket.agent`.
     */
    searchUsers: (query: string, limit: number): Promise<ZammadUser[]> =>
      request.get('users/search', v.array(userSchema), { query, limit, expand: true }),

    /** All people by ascending id, `page` from 1, at most 1,000 a page; empty after the last. */
    usersPage: (page: number, perPage: number): Promise<ZammadUser[]> =>
      request.get('users', v.array(userSchema), {
        page,
        per_page: perPage,
        sort_by: 'id',
        order_by: 'asc',
        expand: true,
      }),
  };
}

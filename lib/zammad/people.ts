import * as v from 'valibot';
import { compact, flag, idIfAny, textIfAny, textOrEmpty, time } from './read.ts';
import type { Request } from './request.ts';
import type { UserInput, ZammadUser } from './types.ts';

/** Only what looks like a hash: it becomes part of an address. */
const imageHash = v.pipe(
  v.unknown(),
  v.transform((value) =>
    typeof value === 'string' && /^[0-9a-f]{32,64}$/i.test(value) ? value : undefined,
  ),
);
const preferencesSchema = v.fallback(v.object({ cti: v.nullish(v.boolean()) }), {});
const groupIdsSchema = v.fallback(v.record(v.string(), v.unknown()), {});

/**
 * A user record of 5.x and 6.x, with (`expand=true`) or without names.
 * @param extra names of custom attributes to read as well
 */
export function userSchemaWith(extra: readonly string[]): v.GenericSchema<unknown, ZammadUser> {
  return v.pipe(
    v.looseObject({
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
      image: v.optional(imageHash),
      role_ids: v.optional(v.array(v.number()), []),
      group_ids: v.optional(groupIdsSchema, {}),
      out_of_office: flag,
      out_of_office_start_at: textIfAny,
      out_of_office_end_at: textIfAny,
      preferences: v.optional(preferencesSchema, {}),
      updated_at: time,
    }),
    v.transform((raw): ZammadUser => {
      const custom = extra.flatMap((name): [string, string][] => {
        const value = raw[name];
        // A yes-or-no attribute says something only when it is yes.
        if (value === true) return [[name, 'true']];
        return typeof value === 'string' && value !== '' ? [[name, value]] : [];
      });
      return compact({
        id: raw.id,
        login: raw.login,
        firstname: raw.firstname,
        lastname: raw.lastname,
        email: raw.email,
        phone: raw.phone,
        mobile: raw.mobile,
        fax: raw.fax,
        organizationId: raw.organization_id,
        organization: raw.organization,
        vip: raw.vip,
        active: raw.active,
        note: raw.note,
        image: raw.image,
        roleIds: raw.role_ids,
        groupIds: Object.keys(raw.group_ids).map(Number),
        outOfOffice: raw.out_of_office,
        outOfOfficeFrom: raw.out_of_office_start_at?.slice(0, 10),
        outOfOfficeTo: raw.out_of_office_end_at?.slice(0, 10),
        ctiOn: raw.preferences.cti ?? undefined,
        extra: custom.length > 0 ? Object.fromEntries(custom) : undefined,
        updatedAt: raw.updated_at,
      });
    }),
  );
}

export const userSchema: v.GenericSchema<unknown, ZammadUser> = userSchemaWith([]);

/** `assets.User` of a full answer. */
export const userAssetsSchema = v.optional(v.record(v.string(), userSchema), {});

/** First and last name; else e-mail, number or login. Never empty. */
export function personName(user: ZammadUser): string {
  const name = `${user.firstname} ${user.lastname}`.trim();
  return name || user.email || user.phone || user.mobile || user.login || `#${user.id}`;
}

/** Names that mean something else in a user record, and must not be written by way of a number. */
const PLAIN_FIELD = /^[a-z][a-z0-9_]{0,60}$/;
const NO_NUMBER_FIELDS = new Set([
  'id',
  'login',
  'password',
  'firstname',
  'lastname',
  'email',
  'organization',
  'organization_id',
  'organizations',
  'organization_ids',
  'role_ids',
  'roles',
  'group_ids',
  'groups',
  'permissions',
  'active',
  'verified',
  'vip',
  'preferences',
  'source',
  'image',
  'created_by_id',
  'updated_by_id',
]);

/** May a telephone number be written into this attribute? */
export function isNumberField(name: string): boolean {
  return PLAIN_FIELD.test(name) && !NO_NUMBER_FIELDS.has(name);
}

function userBody({ numbers = {}, organizationId, ...names }: UserInput) {
  for (const field of Object.keys(numbers)) {
    if (!isNumberField(field)) throw new Error('not a field for numbers');
  }
  return compact({ ...names, organization_id: organizationId, ...numbers });
}

/**
 * `extra` names custom attributes to read as well; they are in `extra` of the answer.
 */
export function createPeople(request: Request) {
  const schemaOf = (extra: readonly string[] | undefined) =>
    extra && extra.length > 0 ? userSchemaWith(extra) : userSchema;

  return {
    /** One person. Fails with `zammad/not-found`. Needs `ticket.agent`. */
    user: (id: number, extra?: readonly string[]): Promise<ZammadUser> =>
      request.get(`users/${id}`, schemaOf(extra), { expand: true }),

    /**
     * Zammad's own search, up to `limit` people, inactive ones included. What it looks at differs
     * widely: 5.x without Elasticsearch never finds a number, 6.x only as it was stored; neither
     * finds first and last name together (a phrase is looked for in each field by itself). The
     * hits have to be checked by whoever asks. Needs `ticket.agent`.
     */
    searchUsers: (query: string, limit: number, extra?: readonly string[]): Promise<ZammadUser[]> =>
      request.get('users/search', v.array(schemaOf(extra)), { query, limit, expand: true }),

    /** These people, inactive ones included, at most `ids.length`; ids that do not exist are left out. */
    usersByIds(ids: readonly number[], extra?: readonly string[]): Promise<ZammadUser[]> {
      if (ids.length === 0) return Promise.resolve([]);
      return request.get('users/search', v.array(schemaOf(extra)), {
        query: '*',
        'ids[]': ids,
        limit: ids.length,
        expand: true,
      });
    },

    /** All people by ascending id, `page` from 1, at most 1,000 a page; empty after the last. */
    usersPage: (page: number, perPage: number, extra?: readonly string[]): Promise<ZammadUser[]> =>
      request.get('users', v.array(schemaOf(extra)), {
        page,
        per_page: perPage,
        sort_by: 'id',
        order_by: 'asc',
        expand: true,
      }),

    /**
     * As `usersPage`, but without names (roles, groups, organisation): those cost Zammad ten times
     * the work (measured on 5.5 and 6.5).
     */
    plainUsersPage: (
      page: number,
      perPage: number,
      extra?: readonly string[],
    ): Promise<ZammadUser[]> =>
      request.get('users', v.array(schemaOf(extra)), {
        page,
        per_page: perPage,
        sort_by: 'id',
        order_by: 'asc',
      }),

    /**
     * People by their last change, newest first, inactive ones included, without names. Only the
     * search sorts so; `users` does not, whatever it is asked (measured on 5.5 and 6.5). With
     * Elasticsearch somebody may come later than they changed. 6.x answers at most 200 a page.
     */
    usersByChange: (
      page: number,
      perPage: number,
      extra?: readonly string[],
    ): Promise<ZammadUser[]> =>
      request.get('users/search', v.array(schemaOf(extra)), {
        query: '*',
        sort_by: 'updated_at',
        order_by: 'desc',
        page,
        per_page: perPage,
      }),

    /**
     * Creates a customer: Zammad gives the role by itself, none is ever sent. Zammad refuses an
     * e-mail address that exists, and (5.x) a person with nothing but a mobile number
     * (`zammad/refused`). No idempotency key: look before repeating.
     */
    createUser: (input: UserInput): Promise<ZammadUser> =>
      request.post('users', userSchema, userBody(input)),

    /** Agents may change customers only: `zammad/forbidden` for each other and for themselves. */
    updateUser: (id: number, input: UserInput, extra?: readonly string[]): Promise<ZammadUser> =>
      request.put(`users/${id}`, schemaOf(extra), userBody(input)),
  };
}

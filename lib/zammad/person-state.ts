import * as v from 'valibot';
import { userSchema } from './people.ts';
import type { Request } from './request.ts';
import type { ZammadUser } from './types.ts';

/**
 * What only people who work in Zammad hold, whatever their roles are called. Names that a Zammad
 * does not know are passed over by its search (measured on 5.5 and 6.5).
 */
const STAFF_PERMISSIONS = [
  'ticket.agent',
  'admin',
  'admin.user',
  'admin.role',
  'admin.group',
  'admin.organization',
  'admin.integration',
  'admin.setting_security',
  'report',
  'chat.agent',
  'cti.agent',
  'knowledge_base.editor',
];
const STAFF_MAX = 200;

export function createPersonState(request: Request) {
  const staff = async (ids: readonly number[]) => {
    const users = await request.get('users/search', v.array(v.object({ id: v.number() })), {
      query: '*',
      'permissions[]': STAFF_PERMISSIONS,
      limit: STAFF_MAX,
      ...(ids.length > 0 && { 'ids[]': ids }),
    });
    // 5.5 names people with two roles twice (measured).
    return new Set(users.map(({ id }) => id));
  };
  return {
    /** Ids of people who work in Zammad, newest first when they are more than 200. Needs `ticket.agent`. */
    staffIds: (): Promise<Set<number>> => staff([]),

    /** Does this person work in Zammad? Asked of Zammad's own permissions. */
    isStaffMember: async (id: number): Promise<boolean> => (await staff([id])).has(id),

    /**
     * Switches an account off or on. It keeps its tickets; `ticket.agent` is enough for customers.
     * `DELETE` is no way: agents may not (403), and for everybody else Zammad refuses it as soon as
     * anything refers to the person, which is nearly always (measured on 5.5 and 6.5).
     */
    setUserActive: (id: number, active: boolean): Promise<ZammadUser> =>
      request.put(`users/${id}`, userSchema, { active }),

    /** Takes a customer out of their organisation. Measured on 5.5 and 6.5. */
    leaveOrganization: (id: number): Promise<ZammadUser> =>
      request.put(`users/${id}`, userSchema, { organization_id: null }),
  };
}

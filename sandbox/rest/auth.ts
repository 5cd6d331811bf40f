import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { isModern } from '../world/flavour.ts';
import { ROLES } from '../world/lookups.ts';
import type { TokenRecord, UserRow } from '../world/rows.ts';
import type { World } from '../world/world.ts';
import { RestError } from './rest-error.ts';
import type { Sessions } from './sessions.ts';

export const SESSION_COOKIE = '_zammad_session_0ff400c5a4d';

export interface Auth {
  kind: 'session' | 'token';
  user: UserRow;
  token?: TokenRecord;
}

/**
 * Who asks. As in Zammad the session cookie wins over a token, and then everything but GET needs
 * the CSRF token. Fails with 401 or 403 when nobody is recognised.
 */
export function authenticate(c: Context, world: World, sessions: Sessions): Auth {
  const session = sessions.get(getCookie(c, SESSION_COOKIE));
  const user = session && world.users.get(session.userId);
  if (session && user) {
    if (c.req.method !== 'GET' && c.req.header('x-csrf-token') !== session.csrf) {
      throw new RestError(401, 'CSRF token verification failed!');
    }
    return { kind: 'session', user };
  }
  const header = c.req.header('authorization') ?? '';
  const secret = /^(?:Token token="?([^"]*)"?|Token (.+)|Bearer (.+))$/.exec(header);
  if (!secret) throw new RestError(403, 'Authentication required');
  if (!world.settings.api_token_access) throw new RestError(403, 'API token access disabled!');
  const value = secret[1] ?? secret[2] ?? secret[3];
  const token = world.tokens.find((candidate) => candidate.token === value);
  const owner = token && world.users.get(token.user_id);
  if (!token || !owner) throw new RestError(401, "Can't find User for Token");
  token.last_used_at = world.now();
  return { kind: 'token', user: owner, token };
}

/** The person's own rights, and the token's list where there is one; `admin` covers `admin.user`. */
export function may(auth: Auth, permission: string): boolean {
  const covers = (list: readonly string[]) =>
    list.some((held) => permission === held || permission.startsWith(`${held}.`));
  const own = ROLES.filter((role) => auth.user.role_ids.includes(role.id)).flatMap((role) => [
    ...role.permissions,
  ]);
  return covers(own) && (!auth.token || covers(auth.token.permissions));
}

/** Refuses unless one of the permissions is there. */
export function need(world: World, auth: Auth, ...permissions: string[]): void {
  if (permissions.some((permission) => may(auth, permission))) return;
  if (auth.kind === 'session') throw new RestError(403, 'Not authorized (user)!');
  throw new RestError(
    403,
    isModern(world.flavour) ? 'Token authorization failed.' : 'Not authorized (token)!',
  );
}

/** May the agent see or change tickets of this group? */
export function hasGroup(auth: Auth, groupId: number): boolean {
  return auth.user.group_ids[String(groupId)] !== undefined;
}

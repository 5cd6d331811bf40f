/** Tokens of NFON's CTI API: an access token lives 5 minutes, a refresh token makes the next one. */
import { LinkError } from '../dialect.ts';
import { type HttpReply, requestJson } from '../http-request.ts';

export interface NfonAccess {
  url: string;
  username: string;
  password: string;
  /** `<product>/<version> (<K-Account>)`, as NFON asks for. */
  userAgent: string;
}

export interface NfonTokens {
  access: string;
  refresh?: string;
}

/** @throws LinkError, refused when NFON does not know the user */
export async function login(access: NfonAccess, signal: AbortSignal): Promise<NfonTokens> {
  const { username, password } = access;
  const reply = await requestJson(
    `${access.url}/login`,
    {
      method: 'POST',
      headers: { ...headers(access), 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    },
    signal,
  );
  if ([400, 401, 403].includes(reply.status)) {
    throw new LinkError('NFON refuses the user name, the password or the account', true);
  }
  const tokens = readTokens(reply);
  if (!tokens) throw new LinkError(`NFON answered the login with status ${reply.status}`);
  return tokens;
}

/** @returns undefined when the refresh token is not taken; a login helps then */
export async function refresh(
  access: NfonAccess,
  token: string,
  signal: AbortSignal,
): Promise<NfonTokens | undefined> {
  const reply = await requestJson(
    `${access.url}/login`,
    { method: 'PUT', headers: { ...headers(access), authorization: `Bearer ${token}` } },
    signal,
  );
  return readTokens(reply);
}

export function headers({ userAgent }: NfonAccess): Record<string, string> {
  return { 'user-agent': userAgent, accept: 'application/json' };
}

function readTokens({ status, json }: HttpReply): NfonTokens | undefined {
  if (status < 200 || status > 299 || typeof json !== 'object' || json === null) return undefined;
  const fields = new Map(Object.entries(json));
  const access: unknown = fields.get('access-token');
  const next: unknown = fields.get('refresh-token');
  if (typeof access !== 'string' || !isToken(access)) return undefined;
  return typeof next === 'string' && isToken(next) ? { access, refresh: next } : { access };
}

/** It goes into a header. */
function isToken(text: string): boolean {
  return /^[\x21-\x7e]{1,8000}$/.test(text);
}

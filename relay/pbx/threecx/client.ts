/**
 * Requests to 3CX's call control API with its token. 3CX keeps one token per client id alive, so
 * there is never more than one being asked for, and it is used as long as it lives.
 */
import { LinkError } from '../dialect.ts';
import { type HttpReply, requestJson } from '../http-request.ts';

export interface ThreecxAccess {
  /** Without trailing slash. */
  url: string;
  clientId: string;
  clientSecret: string;
}

export interface ThreecxClient {
  token(signal: AbortSignal): Promise<string>;
  /** A token that was not taken is not used again. */
  discard(token: string): void;
  /** With a renewed token when the first one is not taken. @throws LinkError */
  get(path: string, signal: AbortSignal): Promise<HttpReply>;
}

/** Renewed a little before its end. */
const MARGIN = 0.9;
const HOUR_S = 3_600;

export function createThreecxClient(access: ThreecxAccess, clock: () => number): ThreecxClient {
  let current: { value: string; untilAt: number } | undefined;
  let asking: Promise<string> | undefined;

  async function ask(signal: AbortSignal): Promise<string> {
    const reply = await requestJson(
      `${access.url}/connect/token`,
      {
        method: 'POST',
        body: new URLSearchParams({
          client_id: access.clientId,
          client_secret: access.clientSecret,
          grant_type: 'client_credentials',
        }),
      },
      signal,
    );
    if ([400, 401, 403].includes(reply.status)) {
      throw new LinkError('3CX refuses the client id or the API key', true);
    }
    if (reply.status === 404) throw new LinkError(NO_API, true);
    const { value, seconds } = readToken(reply);
    if (value === undefined) throw new LinkError(`3CX gave no token (status ${reply.status})`);
    current = { value, untilAt: clock() + seconds * 1000 * MARGIN };
    return value;
  }

  async function token(signal: AbortSignal): Promise<string> {
    if (current && clock() < current.untilAt) return current.value;
    asking ??= ask(signal).finally(() => (asking = undefined));
    return asking;
  }

  const once = async (path: string, bearer: string, signal: AbortSignal): Promise<HttpReply> =>
    requestJson(`${access.url}${path}`, { headers: { authorization: `Bearer ${bearer}` } }, signal);

  function discard(bearer: string): void {
    if (current?.value === bearer) current = undefined;
  }

  return {
    token,
    discard,
    async get(path, signal) {
      const first = await token(signal);
      const reply = await once(path, first, signal);
      if (reply.status !== 401) return reply;
      discard(first);
      const again = await once(path, await token(signal), signal);
      if (again.status === 401) throw new LinkError('3CX does not take its own token', true);
      return again;
    },
  };
}

export const NO_API =
  'this 3CX has no call control API: it needs version 20 with an Enterprise licence';

/**
 * `expires_in` is seconds since 3CX 20.0.9 and was minutes before: tokens live for an hour, so
 * numbers too small for that are minutes.
 */
export function readLifetime(expiresIn: unknown): number {
  const said = Number(expiresIn);
  if (!Number.isFinite(said) || said <= 0) return HOUR_S / 2;
  return said < 300 ? said * 60 : Math.min(said, 24 * HOUR_S);
}

function readToken({ status, json }: HttpReply): { value?: string; seconds: number } {
  const none = { seconds: 0 };
  if (status !== 200 || typeof json !== 'object' || json === null) return none;
  const fields = new Map(Object.entries(json));
  const value: unknown = fields.get('access_token');
  // It goes into a header.
  if (typeof value !== 'string' || !/^[\x21-\x7e]{1,8000}$/.test(value)) return none;
  return { value, seconds: readLifetime(fields.get('expires_in')) };
}

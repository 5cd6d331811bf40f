/** How requests come in and failures go out, for all routes of the bridge. Rules BR1 and BR2. */
import type { Context, Handler } from 'hono';
import type { StatusCode } from 'hono/utils/http-status';
import * as v from 'valibot';
import type { Log } from '../agents/log.ts';
import type { ApiEnv } from '../api/auth.ts';
import { badRequest, BridgeError, bridgeErrorOf } from './bridge-error.ts';
import { readProvider } from './provider.ts';
import type { Account, SignIn } from './sign-in.ts';

export type BridgeEnv = Pick<ApiEnv, 'Bindings'> & { Variables: { address: string } };
export type BridgeContext = Context<BridgeEnv>;

export interface BridgeHttp {
  /** A route that needs a token: the handler is called with whose it is. */
  signedIn(
    run: (c: BridgeContext, account: Account) => Promise<Response>,
    needs?: string,
  ): Handler<BridgeEnv>;
  failure(c: BridgeContext, error: unknown, needs?: string): Response;
}

export function createBridgeHttp(deps: {
  signIn: SignIn;
  linkBaseOf: (sent: string) => string | undefined;
  log: Log;
}): BridgeHttp {
  function failure(c: BridgeContext, error: unknown, needs?: string): Response {
    const { status, message, reason } = bridgeErrorOf(error, needs);
    // Neither what was asked for nor Zammad's own sentence: both can name people.
    const fields = { status, method: c.req.method };
    if (status >= 500 && status !== 501) deps.log.error({ ...fields, err: error }, 'bridge failed');
    else deps.log.info(fields, 'bridge request refused');
    c.status(status as StatusCode);
    c.header('content-type', 'text/plain; charset=utf-8');
    c.header('cache-control', 'no-store');
    if (status === 429) c.header('retry-after', '60');
    if (reason !== undefined) c.header('x-offhook-reason', reason);
    return c.body(message);
  }
  return {
    failure,
    signedIn: (run, needs) => async (c) => {
      try {
        const provider = readProvider(c, deps.linkBaseOf);
        const account = await deps.signIn.account(provider, c.get('address'));
        const response = await run(c, account);
        response.headers.set('cache-control', 'no-store');
        return response;
      } catch (error) {
        return failure(c, error, needs);
      }
    },
  };
}

/** @param max bytes at most. @throws BridgeError 400, 413; names fields, never their values */
export async function readJson<S extends v.GenericSchema>(
  c: BridgeContext,
  schema: S,
  what: string,
  max = 64 * 1024,
): Promise<v.InferOutput<S>> {
  const tooLarge = () => new BridgeError(413, `The ${what} is too large`);
  if (Number(c.req.header('content-length') ?? 0) > max) throw tooLarge();
  const text = await c.req.text();
  if (Buffer.byteLength(text) > max) throw tooLarge();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw badRequest('The body must be JSON');
  }
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const fields = [...new Set(result.issues.map((issue) => v.getDotPath(issue) ?? 'body'))];
  throw badRequest(`Invalid ${what} received: ${fields.slice(0, 10).join(', ')}`);
}

/** Ids of Zammad are numbers; another one exists nowhere. */
export function zammadId(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

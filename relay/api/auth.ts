/** Who may ask: `Authorization: Bearer <device token>`, and which browser origins may read answers. */
import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import type { Attempts } from '../agents/attempts.ts';
import type { Devices, Session } from '../agents/devices.ts';
import { isAllowedOrigin } from '../hub/stream.ts';
import { clientAddress } from './client-address.ts';
import { ApiError } from './errors.ts';

/** What handlers behind `bearer` find in their context. */
export interface ApiEnv {
  Bindings: Partial<HttpBindings>;
  Variables: { session: Session; address: string };
}

/** Notes the client's address for everything that counts failures. */
export function addressed(trustProxy: boolean): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    c.set('address', clientAddress(c.env?.incoming, trustProxy));
    await next();
  };
}

/**
 * Only extensions get CORS headers: with host permission they need none, without it the browser
 * asks first. A web page gets no answer it may read.
 */
export const extensionCors: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const origin = c.req.header('origin');
  const allowed = origin !== undefined && isAllowedOrigin(origin);
  if (c.req.method === 'OPTIONS') {
    if (!allowed) return c.body(null, 403);
    return c.body(null, 204, {
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE',
      'Access-Control-Allow-Headers': 'Authorization, Content-Type',
      'Access-Control-Max-Age': '600',
      Vary: 'Origin',
    });
  }
  await next();
  c.header('Vary', 'Origin', { append: true });
  c.header('Cache-Control', 'no-store');
  if (allowed) c.header('Access-Control-Allow-Origin', origin);
  return undefined;
};

export function bearer(deps: { devices: Devices; attempts: Attempts }): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const token = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    const session = token === undefined ? undefined : await deps.devices.verify(token);
    if (!session) throw tooMany(deps.attempts, c.get('address')) ?? unknownDevice();
    c.set('session', session);
    await next();
  };
}

function unknownDevice(): ApiError {
  return new ApiError(
    401,
    'auth/device',
    'This browser is not paired with the relay any more. Connect it again on the options page.',
  );
}

/** Counts a failure of this address; the error to answer with when there were too many. */
export function tooMany(attempts: Attempts, address: string): ApiError | undefined {
  if (!attempts.failed(address)) return undefined;
  return new ApiError(429, 'auth/rate', 'Too many failed attempts. Wait a minute, then try again.');
}

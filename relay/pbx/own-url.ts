/** Addresses of this relay that an answer hands to the telephone system. */
import type { DialectContext, PushRequest } from './dialect.ts';

/**
 * The address this request came to, with `rest` behind the token instead of its own. Without a
 * request address (dry runs) it is the connection's address below `/pbx`. Holds the secret.
 */
export function ownUrl(
  context: Pick<DialectContext, 'connection' | 'publicUrl'>,
  request: Pick<PushRequest, 'rest'> & Partial<Pick<PushRequest, 'url'>>,
  rest: string,
): string {
  const { id, secret } = context.connection;
  const called = request.url?.split(/[?#]/, 1)[0]?.replace(/\/+$/, '');
  const base =
    called?.endsWith(request.rest) === true
      ? called.slice(0, called.length - request.rest.length)
      : `${context.publicUrl()}/pbx/${id}/${secret}`;
  return base + rest;
}

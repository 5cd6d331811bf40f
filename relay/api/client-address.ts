/** Where a request comes from, for counting failures. */
import type { IncomingMessage } from 'node:http';

/**
 * The address of the client. Behind a proxy we trust, the last entry of `X-Forwarded-For` counts:
 * it is the one the proxy wrote; those before it are the client's own words.
 */
export function clientAddress(
  request: Pick<IncomingMessage, 'headers' | 'socket'> | undefined,
  trustProxy: boolean,
): string {
  const forwarded = trustProxy ? request?.headers['x-forwarded-for'] : undefined;
  const last = (Array.isArray(forwarded) ? forwarded.join(',') : forwarded)?.split(',').at(-1);
  return last?.trim() || request?.socket.remoteAddress || 'unknown';
}

/** Is the address that a client sends the Zammad we serve? Everything else would be an open proxy. Rule BR3. */
import { normalZammadUrl } from '../agents/zammad-address.ts';

/** What people copy along out of Zammad's own manual. */
const API_PATH = /\/api(?:\/v1)?$/i;
const MAX_ADDRESS = 500;

/**
 * @param accepted our Zammad's addresses
 * @returns the one that was meant, as the administrator wrote it: links for people begin with it
 */
export function createAcceptedAddress(
  accepted: readonly string[],
): (sent: string) => string | undefined {
  const known = new Map(accepted.map((url) => [normalZammadUrl(url), url.replace(/\/+$/, '')]));
  known.delete(undefined);
  return (sent) => {
    if (sent.length > MAX_ADDRESS) return undefined;
    const normal = normalZammadUrl(sent);
    if (normal === undefined) return undefined;
    return known.get(normal) ?? known.get(normal.replace(API_PATH, ''));
  };
}

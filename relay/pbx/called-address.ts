/** The address under which a request reached us, where no admin said it (`OFFHOOK_PUBLIC_URL`). */

/** A name or address with or without port; nothing that could end an attribute or a path. */
const HOST = /^(?:[a-z0-9_.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/**
 * As the sender wrote it, or as the proxy in between tells it. Only ever said back to a sender that
 * knows the connection's secret: whoever lies is answered with the lie.
 *
 * @param header of lower-case header names
 * @returns without trailing slash; undefined when the request does not say
 */
export function calledAddress(header: (name: string) => string | undefined): string | undefined {
  const first = (name: string) => header(name)?.split(',', 1)[0]?.trim() ?? '';
  const host = [first('x-forwarded-host'), first('host')].find((one) => HOST.test(one));
  if (host === undefined) return undefined;
  const scheme = first('x-forwarded-proto').toLowerCase() === 'https' ? 'https' : 'http';
  return `${scheme}://${host.toLowerCase()}`;
}

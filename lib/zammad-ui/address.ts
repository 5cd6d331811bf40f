/** Addresses of a Zammad (or a relay) as people type and copy them. */

export type Address =
  | {
      ok: true;
      url: string;
      /** Plain http inside the house: allowed, worth a word. */ insecure: boolean;
    }
  | { ok: false; code: 'connect/bad-address' | 'connect/insecure-address' };

/**
 * Reads an address down to its origin: scheme added, path, query and hash taken off (people copy
 * `https://zammad.example/#dashboard`). Plain http only on this machine or a private network: the
 * token would travel readable.
 * @param keepPath a relay may live below a path
 */
export function readAddress(text: string, keepPath = false): Address {
  const trimmed = text.trim();
  const given = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed);
  for (const candidate of given ? [trimmed] : [`https://${trimmed}`]) {
    let url: URL;
    try {
      url = new URL(candidate);
    } catch {
      break;
    }
    if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') break;
    const near = isNear(url.hostname);
    if (!given && near) url.protocol = 'http:';
    const insecure = url.protocol === 'http:';
    if (insecure && !near) return { ok: false, code: 'connect/insecure-address' };
    const path = keepPath ? url.pathname.replace(/\/+$/, '') : '';
    return { ok: true, url: `${url.protocol}//${url.host}${path}`, insecure };
  }
  return { ok: false, code: 'connect/bad-address' };
}

/** This machine, a private network (RFC 1918, RFC 4193) or a name that only resolves in the house. */
export function isNear(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '');
  if (host.includes(':')) return host === '::1' || /^(?:f[cd]|fe[89ab])/.test(host);
  if (/^\d+(?:\.\d+){3}$/.test(host)) {
    return /^(?:127|10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\./.test(host);
  }
  return (
    !host.includes('.') || /\.(?:localhost|local|lan|internal|intranet|home\.arpa)$/.test(host)
  );
}

/**
 * The match pattern of an address for host permissions, `tabs.query` and scripts. Without port:
 * Firefox refuses patterns with one, so every port of the host is covered and the origin of a tab
 * must be compared as well.
 */
export function originPattern(url: string): string {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}

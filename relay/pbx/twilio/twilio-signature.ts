/**
 * `X-Twilio-Signature`: HMAC-SHA1, base64, over the public address and the sorted parameters. The
 * address is the one configured at Twilio, so the relay has to know its own. Whether Twilio signs
 * it with the port differs; a query may have been encoded anew. Source: twilio-node,
 * `src/webhooks/webhooks.ts`.
 */
import { createHash } from 'node:crypto';
import type { PushRequest } from '../dialect.ts';
import { hmac, sameText, signedWith } from '../signature.ts';

export const TWILIO_SIGNATURE = 'x-twilio-signature';

/** @param params of the form in the body; repeated names are one after the other */
export function signTwilio(
  authToken: string,
  url: string,
  params: Iterable<readonly [string, string]> = [],
): string {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of params) {
    const known = values.get(name);
    if (known) known.add(value);
    else values.set(name, new Set([value]));
  }
  const written = [...values]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, texts]) =>
      [...texts]
        .toSorted()
        .map((text) => name + text)
        .join(''),
    );
  return hmac('sha1', authToken, url + written.join(''), 'base64');
}

/** One of the tokens signed this request, whichever spelling of our address it was signed with. */
export function isSignedByTwilio(
  signature: string,
  request: Pick<PushRequest, 'url' | 'query' | 'body' | 'method'>,
  tokens: readonly string[],
): boolean {
  const bodyHash = request.query.get('bodySHA256');
  if (bodyHash !== null) {
    const actual = createHash('sha256').update(request.body).digest('hex');
    if (!sameText(bodyHash, actual)) return false;
  }
  const isForm = bodyHash === null && request.method === 'POST';
  const params = isForm ? [...new URLSearchParams(new TextDecoder().decode(request.body))] : [];
  return spellings(request.url)
    .map((url) => signedWith(signature, tokens, (token) => signTwilio(token, url, params)))
    .includes(true);
}

/** Each as it came, without port, with port; and with its query encoded as a form would. */
function spellings(address: string): string[] {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return [address];
  }
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const rest = url.pathname + url.search;
  const login = url.username && `${url.username}${url.password && `:${url.password}`}@`;
  const asForm = url.search && `${url.pathname}?${new URLSearchParams(url.search).toString()}`;
  const hosts = [url.hostname, `${url.hostname}:${port}`].map(
    (host) => `${url.protocol}//${login}${host}`,
  );
  const all = hosts.flatMap((host) => [host + rest, ...(asForm ? [host + asForm] : [])]);
  return [...new Set([address, ...all])];
}

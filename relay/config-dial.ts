/** Click-to-dial by an HTTP template: the one request that makes the agent's phone ring. */
export interface Dialing {
  /** May hold `{number}` (E.164 with plus), `{extension}`, `{login}`, `{dialId}`; values are URL-encoded. */
  url: string;
  method: 'GET' | 'POST';
  /** Sent with POST; the same placeholders, as JSON string content when it begins with `{`. */
  body?: string | undefined;
  headers: Record<string, string>;
}

export const DIAL_PLACEHOLDERS = ['number', 'extension', 'login', 'dialId'] as const;

/** What is wrong with a template address, or undefined. */
export function dialUrlProblem(url: string): string | undefined {
  let parsed: URL;
  try {
    parsed = new URL(url.replace(/\{\w+\}/g, 'x'));
  } catch {
    return 'is no address; write e.g. http://pbx.example/dial?to={number}&from={extension}';
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') {
    return 'must begin with http:// or https://';
  }
  for (const [, name] of url.matchAll(/\{(\w+)\}/g)) {
    if (!DIAL_PLACEHOLDERS.some((known) => known === name)) {
      return `unknown placeholder {${name}}; known are ${DIAL_PLACEHOLDERS.map((known) => `{${known}}`).join(' ')}`;
    }
  }
  return undefined;
}

/** Makes a phone ring by one HTTP request, built from the configured template. */
import type { Dialing } from '../config-dial.ts';

export interface DialValues {
  /** `+` and E.164 digits, or an own extension. */
  number: string;
  extension: string;
  login: string;
  dialId: string;
}

export type DialOutcome = { ok: true } | { ok: false; code: DialFailure };
/** `refused`: the telephone system said no. */
export type DialFailure = 'dial/refused' | 'dial/unreachable' | 'dial/slow';

const TIMEOUT_MS = 10_000;

/** Which placeholders the template uses; `extension` needs an agent who has one. */
export function placeholders(dialing: Dialing): Set<string> {
  const texts = [dialing.url, dialing.body ?? ''];
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((hit) => hit[1] ?? '')),
  );
}

/** The request for these values. Values can neither leave their place in address nor in body. */
export function buildDialRequest(
  dialing: Dialing,
  values: DialValues,
): { url: string; init: RequestInit } {
  const url = fill(dialing.url, values, encodeURIComponent);
  // The template was checked at start; a value must still not change where the request goes.
  if (new URL(url).origin !== new URL(dialing.url.replace(/\{\w+\}/g, 'x')).origin) {
    throw new Error('the dial template has a placeholder in its host');
  }
  const headers: Record<string, string> = { ...dialing.headers };
  const body = dialing.method === 'POST' ? dialing.body : undefined;
  if (body === undefined) return { url, init: { method: dialing.method, headers } };
  const isJson = /^\s*[[{]/.test(body);
  if (!Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')) {
    headers['content-type'] = isJson ? 'application/json' : 'application/x-www-form-urlencoded';
  }
  const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
  return {
    url,
    init: {
      method: dialing.method,
      headers,
      body: fill(body, values, isJson ? inJson : encodeURIComponent),
    },
  };
}

function fill(template: string, values: DialValues, encode: (text: string) => string): string {
  return template.replace(/\{(number|extension|login|dialId)\}/g, (_, name: keyof DialValues) =>
    encode(values[name]),
  );
}

/** Sends it. Never throws; the address may hold a secret and is told to nobody. */
export async function sendDial(
  dialing: Dialing,
  values: DialValues,
  deps: { fetch: typeof fetch; timeoutMs?: number | undefined },
): Promise<DialOutcome> {
  try {
    const { url, init } = buildDialRequest(dialing, values);
    const answer = await deps.fetch(url, {
      ...init,
      // A redirect could lead anywhere.
      redirect: 'manual',
      signal: AbortSignal.timeout(deps.timeoutMs ?? TIMEOUT_MS),
    });
    await answer.body?.cancel();
    return answer.ok ? { ok: true } : { ok: false, code: 'dial/refused' };
  } catch (error) {
    const slow = error instanceof Error && error.name === 'TimeoutError';
    return { ok: false, code: slow ? 'dial/slow' : 'dial/unreachable' };
  }
}

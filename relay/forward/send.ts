/** One request to Zammad's CTI endpoint, and what its outcome means. Rules RF6–RF9. */
import type { ForwardBody, ForwardKind } from './bodies.ts';

/**
 * `sent`: Zammad has it. `known`: it had it before. `unsure`: nobody can say; it is not sent again.
 * `down`: the endpoint takes nothing now, this event was not processed. `failed`: this event was
 * not processed, others may be. `given-up`: Zammad will never take it.
 */
export interface SendOutcome {
  outcome: 'sent' | 'known' | 'unsure' | 'down' | 'failed' | 'given-up';
  /** Why it was not simply `sent`; without secrets and personal data. */
  reason?: string;
}

export type SendForward = (kind: ForwardKind, body: ForwardBody) => Promise<SendOutcome>;

/** Failures before a single byte of the request left. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

export function createSendForward(deps: {
  url: string;
  timeoutMs: number;
  /** The relay goes down: what is on the wire counts as told. */
  signal: AbortSignal;
  fetch?: typeof fetch | undefined;
}): SendForward {
  const request = deps.fetch ?? fetch;
  return async (kind, body) => {
    let response: Response;
    try {
      response = await request(deps.url, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams(body),
        signal: AbortSignal.any([deps.signal, AbortSignal.timeout(deps.timeoutMs)]),
        redirect: 'manual',
      });
    } catch (error) {
      return failed(kind, error);
    }
    const text = await response.text().catch(() => '');
    return judge(kind, response.status, text);
  };
}

function failed(kind: ForwardKind, error: unknown): SendOutcome {
  // Zammad may have stored it and be slow; a second `newCall` would be an error, a second
  // hang-up would mark a missed call as done.
  if (error instanceof DOMException || (error instanceof Error && error.name === 'AbortError'))
    return { outcome: 'unsure', reason: 'no answer in time' };
  const code = codeOf(error);
  if (code !== undefined && NOT_CONNECTED.has(code)) return { outcome: 'down', reason: code };
  // The connection broke half-way. A repeated `newCall` does no harm, others might.
  const reason = code ?? 'connection lost';
  return { outcome: kind === 'newCall' ? 'failed' : 'unsure', reason };
}

function judge(kind: ForwardKind, status: number, text: string): SendOutcome {
  const reason = `status ${status}`;
  if (status >= 200 && status < 300) return { outcome: 'sent' };
  if (kind === 'newCall' && (status === 500 || status === 422) && /already exists/i.test(text)) {
    return { outcome: 'known', reason: 'call was known' };
  }
  switch (status) {
    case 401:
      return { outcome: 'down', reason: `${reason}: the token in OFFHOOK_ZAMMAD_CTI_URL is wrong` };
    case 404:
      return { outcome: 'down', reason: `${reason}: OFFHOOK_ZAMMAD_CTI_URL is no CTI endpoint` };
    case 422:
      return /disabled|not configured/i.test(text)
        ? { outcome: 'down', reason: `${reason}: the CTI integration of Zammad is switched off` }
        : { outcome: 'given-up', reason };
    case 429:
    case 502:
    case 503:
      return { outcome: 'down', reason };
    default:
      break;
  }
  if (status >= 300 && status < 400) {
    return { outcome: 'down', reason: `${reason}: OFFHOOK_ZAMMAD_CTI_URL leads elsewhere` };
  }
  if (status === 504) return { outcome: 'unsure', reason };
  if (kind === 'newCall' && status >= 500) return { outcome: 'failed', reason };
  return { outcome: 'given-up', reason };
}

function codeOf(error: unknown): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    if (at instanceof AggregateError) {
      const inner = at.errors.map(codeOf).find((code) => code !== undefined);
      if (inner !== undefined) return inner;
    }
  }
  return undefined;
}

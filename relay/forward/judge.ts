/** What an answer of Zammad's CTI endpoint means for the queue. Rules RF6–RF9. */
import type { ForwardKind } from './bodies.ts';

/**
 * `sent`: Zammad has it. `known`: it had it before. `unsure`: nobody can say; it is not sent again.
 * `down`: the endpoint takes nothing now, this event was not processed. `failed`: this event was
 * not processed, others may be. `silent`: no answer came; it may be stored, and asking again does
 * no harm. `given-up`: Zammad will never take it.
 */
export interface SendOutcome {
  outcome: 'sent' | 'known' | 'unsure' | 'down' | 'failed' | 'silent' | 'given-up';
  /** Nothing was heard in time: the endpoint as a whole may be hanging. */
  slow?: boolean;
  /** Why it was not simply `sent`; without secrets and personal data. */
  reason?: string;
}

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

export function judgeFailure(kind: ForwardKind, error: unknown): SendOutcome {
  // Zammad may have stored it and be slow; a second hang-up would mark a missed call as done.
  const outcome = kind === 'hangup' ? 'unsure' : 'silent';
  if (error instanceof DOMException || (error instanceof Error && error.name === 'AbortError')) {
    return { outcome, slow: true, reason: 'no answer in time' };
  }
  const code = codeOf(error);
  if (code !== undefined && NOT_CONNECTED.has(code)) return { outcome: 'down', reason: code };
  // The connection broke half-way.
  return { outcome, reason: code ?? 'connection lost' };
}

export function judgeAnswer(kind: ForwardKind, status: number, text: string): SendOutcome {
  const reason = `status ${status}`;
  if (status >= 200 && status < 300) {
    // Zammad answers JSON; a page comes from something in front of it.
    return /^\s*</.test(text)
      ? { outcome: 'down', reason: `${reason}: OFFHOOK_ZAMMAD_CTI_URL leads to a web page` }
      : { outcome: 'sent' };
  }
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
    case 504:
      return { outcome: kind === 'hangup' ? 'unsure' : 'silent', slow: true, reason };
    default:
      break;
  }
  if (status >= 300 && status < 400) {
    return { outcome: 'down', reason: `${reason}: OFFHOOK_ZAMMAD_CTI_URL leads elsewhere` };
  }
  // Its database may be away; it may also have lost the call, which asking again shows.
  return { outcome: status >= 500 ? 'failed' : 'given-up', reason };
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

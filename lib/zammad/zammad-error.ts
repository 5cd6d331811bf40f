/** What can go wrong between us and Zammad. Closed list; cards and check lists have words for each. */
export const ZAMMAD_CODES = [
  'zammad/unreachable',
  'zammad/slow',
  'zammad/unauthorised',
  'zammad/forbidden',
  'zammad/not-found',
  'zammad/refused',
  'zammad/broken',
] as const;
export type ZammadCode = (typeof ZAMMAD_CODES)[number];

/**
 * A failed call to Zammad.
 *
 * - `unreachable`: no connection, a redirect, or a proxy saying that Zammad is down (502, 503, 504).
 * - `slow`: no whole answer within the time allowed, or 429.
 * - `unauthorised`: token unknown, expired or missing. `forbidden`: it may not do this.
 * - `not-found`: no such record or route. `refused`: Zammad will not accept this input (4xx).
 * - `broken`: an answer that makes no sense (500, no JSON, unknown shape, too large).
 *
 * `detail` is Zammad's own sentence, for the agent to read. It can name people: never log it.
 */
export class ZammadError extends Error {
  readonly code: ZammadCode;
  readonly status: number | undefined;
  readonly detail: string | undefined;
  /** How long Zammad, or a proxy before it, asks us to wait (`Retry-After`). */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: ZammadCode,
    about: { status?: number; detail?: string; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(about.status === undefined ? code : `${code} (${about.status})`, { cause: about.cause });
    this.name = 'ZammadError';
    this.code = code;
    this.status = about.status;
    this.detail = about.detail;
    this.retryAfterMs = about.retryAfterMs;
  }
}

/**
 * True for failures after which Zammad may nevertheless have stored what was sent: look before
 * repeating a POST. False means that nothing was stored.
 */
export function mayHaveHappened(error: ZammadError): boolean {
  return (
    error.code === 'zammad/unreachable' ||
    error.code === 'zammad/slow' ||
    error.code === 'zammad/broken'
  );
}

/** The code for an HTTP status of Zammad (statuses measured on 5.5 and 6.5). */
export function codeOfStatus(status: number, detail: string | undefined): ZammadCode {
  if (status === 401) return 'zammad/unauthorised';
  // Zammad answers 403, not 401, to a request without credentials.
  if (status === 403)
    return detail === 'Authentication required' ? 'zammad/unauthorised' : 'zammad/forbidden';
  if (status === 404) return 'zammad/not-found';
  if (status === 408 || status === 429) return 'zammad/slow';
  if (status === 502 || status === 503 || status === 504) return 'zammad/unreachable';
  return status >= 400 && status < 500 ? 'zammad/refused' : 'zammad/broken';
}

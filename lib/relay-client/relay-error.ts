/** What can go wrong between us and the relay. Closed list; the UI has words for each. */
export const RELAY_CODES = [
  'relay/unreachable',
  'relay/slow',
  'relay/unauthorised',
  'relay/forbidden',
  'relay/not-found',
  'relay/refused',
  'relay/broken',
] as const;
export type RelayCode = (typeof RELAY_CODES)[number];

/** A failed HTTP call to the relay. `reason` is the relay's own code, `detail` its sentence. */
export class RelayError extends Error {
  readonly code: RelayCode;
  readonly reason: string | undefined;
  readonly detail: string | undefined;

  constructor(code: RelayCode, about: { reason?: string; detail?: string; cause?: unknown } = {}) {
    super(code, { cause: about.cause });
    this.name = 'RelayError';
    this.code = code;
    this.reason = about.reason;
    this.detail = about.detail;
  }
}

export function relayCodeOfStatus(status: number): RelayCode {
  if (status === 401) return 'relay/unauthorised';
  if (status === 403) return 'relay/forbidden';
  if (status === 404) return 'relay/not-found';
  if (status === 408 || status === 429) return 'relay/slow';
  if (status === 502 || status === 503 || status === 504) return 'relay/unreachable';
  return status >= 400 && status < 500 ? 'relay/refused' : 'relay/broken';
}

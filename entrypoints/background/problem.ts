/** Failures of the outside world as the codes that the UI has words for. */
import { RelayError } from '../../lib/relay-client/relay-error.ts';
import { ZAMMAD_CODES, ZammadError } from '../../lib/zammad/zammad-error.ts';

/** An expected failure with a code of its own. */
export class Problem extends Error {
  readonly code: string;
  /** For the agent to read; may be personal, so it is never logged. */
  readonly detail: string | undefined;
  constructor(code: string, detail?: string) {
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.detail = detail;
  }
}

/** Reasons in the relay's error bodies that say more than the status does. */
const RELAY_REASONS: Record<string, string> = {
  'zammad/other': 'connect/other-zammad',
  'zammad/no-cti': 'zammad/forbidden',
  'auth/rate': 'relay/rate',
  'privacy/rate': 'relay/rate',
  'privacy/officer': 'privacy/officer',
  'privacy/running': 'privacy/running',
  'dial/off': 'dial/unavailable',
  'dial/refused': 'dial/failed',
  'dial/unreachable': 'dial/failed',
  'missed/claimed': 'missed/claimed',
  'missed/not-found': 'missed/gone',
  'number/unreadable': 'dial/unreadable',
  'call/not-found': 'call/not-found',
  'call/future': 'call/future',
  'call/too-old': 'call/too-old',
};
const DIAL_REASONS = ['dial/unreadable', 'dial/forbidden', 'dial/no-extension'];

/** @throws whatever is no expected failure */
export function codeOf(error: unknown): string {
  if (error instanceof Problem || error instanceof ZammadError) return error.code;
  if (!(error instanceof RelayError)) throw error;
  const { reason } = error;
  if (reason === undefined) return error.code;
  const zammad = ZAMMAD_CODES.find((code) => code === reason);
  if (zammad) return zammad;
  if (DIAL_REASONS.includes(reason)) return reason;
  return RELAY_REASONS[reason] ?? error.code;
}

/** The answer to a request that failed in an expected way. @throws whatever is no expected failure */
export function refusal(error: unknown): { ok: false; code: string; detail?: string } {
  const code = codeOf(error);
  const { detail } = error as { detail?: string };
  return detail === undefined ? { ok: false, code } : { ok: false, code, detail };
}

/** For an address that was just typed: something answers there, but not as a Zammad does. */
export function asAddressProblem(error: unknown): never {
  if (error instanceof ZammadError && ['zammad/unreachable', 'zammad/slow'].includes(error.code))
    throw error;
  throw new Problem('connect/not-zammad');
}

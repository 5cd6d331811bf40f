/**
 * Failures in the words that clients of the public framework know: a plain text body, 452 for what
 * the app has a sentence of its own for. Facts from the public repository
 * `sipgate/integration-bridge-framework` (models, middlewares). Rule BR2 of `SPEC-bridge.md`.
 */
import { ZammadError } from '../../lib/zammad/zammad-error.ts';

/** "Show this in the app": the body is one of `CODES`. */
const DELEGATED = 452;

export const CODES = {
  foreignAddress: 'integration/invalid-url',
  forbidden: 'integration/error/forbidden',
  unavailable: 'integration/error/unavailable',
  notFound: 'entity/not-found',
  conflict: 'entity/error/conflict',
  emailTaken: 'contact/create-error/email-conflict',
  tooManyNumbers: 'contact/error/too-many-numbers',
} as const;

export class BridgeError extends Error {
  readonly status: number;
  /** A sentence for the administrator, told in a header beside a body that must be a code. */
  readonly reason: string | undefined;

  constructor(status: number, body: string, reason?: string) {
    super(body);
    this.name = 'BridgeError';
    this.status = status;
    this.reason = reason;
  }
}

/** @param reason what to do; plain English letters only, it goes into a header */
export function delegated(code: keyof typeof CODES, reason?: string): BridgeError {
  return new BridgeError(DELEGATED, CODES[code], reason);
}

export const badRequest = (message: string) => new BridgeError(400, message);
export const unauthorised = () => new BridgeError(401, 'Token is not valid');
export const notImplemented = (what: string) => new BridgeError(501, `${what} is not implemented`);

/** @param needs what the token lacks if Zammad says no, e.g. `ticket.agent and the right to …` */
export function bridgeErrorOf(error: unknown, needs?: string): BridgeError {
  if (error instanceof BridgeError) return error;
  if (!(error instanceof ZammadError)) return new BridgeError(500, 'An internal error occurred');
  switch (error.code) {
    case 'zammad/unauthorised':
      return unauthorised();
    case 'zammad/forbidden':
      return delegated('forbidden', `Zammad says no. The token needs ${needs ?? 'ticket.agent'}.`);
    case 'zammad/not-found':
      return delegated('notFound');
    case 'zammad/slow':
    case 'zammad/unreachable':
      return delegated('unavailable', 'The relay gets no answer from Zammad.');
    case 'zammad/refused':
      if (/^email address .* already used/i.test(error.detail ?? ''))
        return delegated('emailTaken');
      return new BridgeError(422, `Zammad refuses it: ${error.detail ?? 'no reason given'}`);
    case 'zammad/broken':
      return new BridgeError(500, 'Zammad failed');
  }
}

/** How long to leave Zammad alone after a failure. Rule DS4. */
import { ZammadError } from '../../lib/zammad/zammad-error.ts';

export interface Backoff {
  /** Something worked: the next failure waits briefly again. */
  worked(): void;
  /** How long to wait after this failure; each in a row waits longer. */
  waitMs(error: unknown): number;
}

/** Nobody means longer by `Retry-After`; a wrong clock may. */
const MAX_ASKED_MS = 60 * 60_000;
/** The wait is up to a quarter shorter or longer, so that several relays do not come at once. */
const JITTER = 0.25;

export function createBackoff(deps: {
  /** 0 to 1, 1 excluded. */
  random: () => number;
  firstRetryMs: number;
  maxRetryMs: number;
  /** How often to ask whether Zammad's maintenance is over. */
  maintenanceMs: number;
}): Backoff {
  let failures = 0;
  return {
    worked() {
      failures = 0;
    },
    waitMs(error) {
      const doubled = Math.min(deps.firstRetryMs * 2 ** Math.min(failures, 30), deps.maxRetryMs);
      failures += 1;
      const base = isMaintenance(error) ? deps.maintenanceMs : doubled;
      const asked = error instanceof ZammadError ? (error.retryAfterMs ?? 0) : 0;
      return Math.max(base * (1 + JITTER * (2 * deps.random() - 1)), Math.min(asked, MAX_ASKED_MS));
    },
  };
}

/** Zammad's own maintenance mode, which lets administrators in only. */
export function isMaintenance(error: unknown): boolean {
  return (
    error instanceof ZammadError &&
    error.code === 'zammad/forbidden' &&
    /maintenance/i.test(error.detail ?? '')
  );
}

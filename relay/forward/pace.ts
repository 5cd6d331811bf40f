/**
 * When the endpoint may be asked again. While it takes nothing, pauses double from one second to a
 * minute, and one request at a time asks whether it is back (rule RF6).
 */
export interface Pace {
  /** Nobody asks before this time, epoch ms. */
  readonly pausedUntil: number;
  /** The last thing that was heard of it was a failure. */
  readonly failing: boolean;
  failed(): void;
  worked(): void;
}

const FIRST_PAUSE_MS = 1_000;
const LAST_PAUSE_MS = 60_000;

export function createPace(deps: { clock: () => number; onPause: (ms: number) => void }): Pace {
  let pausedUntil = 0;
  let failures = 0;
  return {
    get pausedUntil() {
      return pausedUntil;
    },
    get failing() {
      return failures > 0;
    },
    failed() {
      // Those that were on the wire together fail together: that is one failure.
      if (deps.clock() < pausedUntil) return;
      const ms = pauseMs(failures);
      failures++;
      pausedUntil = deps.clock() + ms;
      deps.onPause(ms);
    },
    worked() {
      failures = 0;
      pausedUntil = 0;
    },
  };
}

/** @param failures how many came before */
export function pauseMs(failures: number): number {
  return Math.min(LAST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 10));
}

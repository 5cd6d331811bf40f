/** Not too many requests: each waits for its turn. Rule DS4. */
import { type Clock, pause } from '../hub/clock.ts';

/** Whoever calls does so one after the other. Rejects when the signal is aborted meanwhile. */
export type Ask = <T>(request: () => Promise<T>, signal: AbortSignal) => Promise<T>;

export function createPace(clock: Clock, requestsPerSecond: number): Ask {
  const betweenMs = 1000 / requestsPerSecond;
  let lastAt = -Infinity;
  return async (request, signal) => {
    const passed = clock.now() - lastAt;
    // A clock that was set back must not hold us up.
    if (passed >= 0 && passed < betweenMs) await pause(clock, betweenMs - passed, signal);
    signal.throwIfAborted();
    lastAt = clock.now();
    const answer = await request();
    // The answer may come after the relay has closed its database.
    signal.throwIfAborted();
    return answer;
  };
}

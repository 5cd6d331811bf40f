/** Counts failures per client address, so that guessing and broken clients are slowed down. */
import type { Clock } from '../hub/clock.ts';

export interface Attempts {
  /** Notes a failure. @returns true when this address has failed too often lately */
  failed(address: string): boolean;
  /** Has this address failed too often lately? */
  exhausted(address: string): boolean;
}

/** Addresses remembered at most; the oldest are forgotten first. */
const MAX_ADDRESSES = 10_000;

/**
 * A right token is never held back by somebody else's failures behind the same address (a whole
 * office shares one), so callers verify first and only then ask whether to be short with a failure.
 */
export function createAttempts(deps: {
  clock: Clock;
  limit?: number;
  windowMs?: number;
}): Attempts {
  const { clock, limit = 10, windowMs = 60_000 } = deps;
  const failures = new Map<string, { since: number; count: number }>();

  function current(address: string) {
    const entry = failures.get(address);
    if (entry && clock.now() - entry.since < windowMs) return entry;
    failures.delete(address);
    return undefined;
  }
  return {
    failed(address) {
      const entry = current(address) ?? { since: clock.now(), count: 0 };
      entry.count += 1;
      failures.set(address, entry);
      const oldest = failures.keys().next().value;
      if (failures.size > MAX_ADDRESSES && oldest !== undefined) failures.delete(oldest);
      return entry.count > limit;
    },
    exhausted: (address) => (current(address)?.count ?? 0) >= limit,
  };
}

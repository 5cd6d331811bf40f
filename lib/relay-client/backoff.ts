/** First wait, doubled with each failure up to the ceiling. */
export const BACKOFF_FIRST_MS = 500;
export const BACKOFF_MAX_MS = 30_000;

/**
 * Wait before try number `attempt` (0 = the first repetition). Half of it is random, so that a
 * relay that comes back is not met by all agents at once.
 * @param random 0 ≤ x < 1
 */
export function backoffMs(attempt: number, random: number): number {
  const full = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(full / 2 + (full / 2) * random);
}

/** The time of an event as the system tells it: seconds, milliseconds or a date with its zone. */

/** A clock that is further away than this is not believed. */
const MAX_AWAY_MS = 24 * 3_600_000;
/** Seconds stay below, milliseconds above (5138 AD, 1973 AD). */
const SECONDS_BELOW = 100_000_000_000;

/** @returns epoch ms, undefined when it is no time, has no zone or is not near `received` */
export function readTime(text: string | undefined, received: number): number | undefined {
  const plain = text?.trim() ?? '';
  const at = /^\d{9,14}(?:\.\d+)?$/.test(plain)
    ? Number(plain) * (Number(plain) < SECONDS_BELOW ? 1000 : 1)
    : /(?:Z|[+-]\d{2}:?\d{2})$/i.test(plain)
      ? Date.parse(plain)
      : Number.NaN;
  if (Number.isNaN(at) || Math.abs(at - received) > MAX_AWAY_MS) return undefined;
  return Math.round(at);
}

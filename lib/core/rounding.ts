/** Talk time as minutes to account for. Pure. */

export interface Rounding {
  /** Minutes of one step; what is not above 0 counts as 1. */
  step: number;
  mode: 'up' | 'nearest' | 'down';
}

/** A talk of 10:00.004 is ten minutes long, also for who rounds up. */
const SLACK_MS = 1_000;

/** @returns minutes, a multiple of the step; 0 for a talk that was none */
export function roundedMinutes(talkMs: number, { step, mode }: Rounding): number {
  const stepMs = (step > 0 ? step : 1) * 60_000;
  if (!(talkMs > 0)) return 0;
  const steps =
    mode === 'up'
      ? Math.max(1, Math.ceil((talkMs - SLACK_MS) / stepMs))
      : mode === 'down'
        ? Math.floor(talkMs / stepMs)
        : Math.round(talkMs / stepMs);
  return Math.round(((steps * stepMs) / 60_000) * 100) / 100;
}

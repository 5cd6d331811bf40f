/** Quiet hours: times of the day at which Zammad is left alone. */
import type { PauseWindow } from '../config-directory.ts';

/** @returns when the quiet hours that are now end, epoch ms; undefined outside of them */
export function quietUntil(windows: readonly PauseWindow[], now: number): number | undefined {
  const ends = windows.flatMap((window) => {
    const end = endOf(window, now);
    return end === undefined ? [] : [end];
  });
  return ends.length === 0 ? undefined : Math.max(...ends);
}

/** Today's window, or the one that began yesterday and goes over midnight. */
function endOf({ from, to }: PauseWindow, now: number): number | undefined {
  for (const day of [-1, 0]) {
    const start = timeOf(now, day, from);
    const end = timeOf(now, to > from ? day : day + 1, to);
    if (start <= now && now < end) return end;
  }
  return undefined;
}

/** By the clock on the wall, on days with 23 and 25 hours, too. */
function timeOf(now: number, dayOffset: number, text: string): number {
  const date = new Date(now);
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return new Date(
    date.getFullYear(),
    date.getMonth(),
    date.getDate() + dayOffset,
    hours,
    minutes,
  ).getTime();
}

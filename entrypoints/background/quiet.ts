/** Whether the agent is to be left alone: no sound, no notification, nothing opened. Cards still come. */
import type { Settings } from '../../lib/core/settings.ts';
import {
  type Absence,
  isAbsent,
  isQuietHour,
  type LocalTime,
} from '../../lib/core/rules/quiet-hours.ts';

export interface QuietDeps {
  settings: () => Settings;
  now: () => number;
  /** As Zammad said last; undefined: it was not asked yet. */
  absence(): Absence | undefined;
}

export type QuietReason = 'phone' | 'hours' | 'away';
export type Quiet = ReturnType<typeof createQuiet>;

export function createQuiet({ settings, now, absence }: QuietDeps) {
  function reason(): QuietReason | undefined {
    const { phone, quietHours, outOfOffice } = settings();
    if (phone === 'quiet') return 'phone';
    if (!quietHours.on && !outOfOffice) return undefined;
    const time = localTime(now());
    if (isQuietHour(quietHours, time)) return 'hours';
    return outOfOffice && isAbsent(absence(), time) ? 'away' : undefined;
  }
  return { reason, isQuiet: (): boolean => reason() !== undefined };
}

/** The agent's wall clock: the one of this machine. */
export function localTime(at: number): LocalTime {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    day: date.getDay(),
    minute: date.getHours() * 60 + date.getMinutes(),
    date: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
  };
}

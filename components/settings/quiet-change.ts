import { isQuietHour, type LocalTime } from '../../lib/core/rules/quiet-hours.ts';
import type { Settings } from '../../lib/core/settings.ts';

const DAY_MINUTES = 1_440;
const WEEK_MINUTES = 7 * DAY_MINUTES;

/** A moment as this machine's wall clock shows it. */
export function localTime(at: Date): LocalTime {
  const two = (part: number) => String(part).padStart(2, '0');
  return {
    day: at.getDay(),
    minute: at.getHours() * 60 + at.getMinutes(),
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
  };
}

export interface QuietChange {
  quiet: boolean;
  /** When that changes next, by the wall clock; absent: never. */
  next?: { day: number; minute: number; inDays: number };
}

/** Whether it is quiet now, and until when. */
export function quietChange(hours: Settings['quietHours'], now: LocalTime): QuietChange {
  const quiet = isQuietHour(hours, now);
  const start = now.day * DAY_MINUTES + now.minute;
  for (let ahead = 1; ahead <= WEEK_MINUTES; ahead++) {
    const at = start + ahead;
    const day = Math.floor(at / DAY_MINUTES) % 7;
    const minute = at % DAY_MINUTES;
    if (isQuietHour(hours, { ...now, day, minute }) === quiet) continue;
    return {
      quiet,
      next: { day, minute, inDays: Math.floor(at / DAY_MINUTES) - now.day },
    };
  }
  return { quiet };
}

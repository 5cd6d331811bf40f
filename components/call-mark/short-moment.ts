import type { Language } from '../../lib/i18n/create-texts.ts';

const WEEK_MS = 6 * 86_400_000;

/** "10:42" of today, "Tue 10:42" within a week, "18 Nov, 10:42" before. */
export function shortMoment(at: number, now: number, { locale, times }: Language): string {
  const clock = times.moment(at, at);
  if (sameDay(at, now)) return clock;
  if (at > now || now - at > WEEK_MS) return times.moment(at, now);
  return `${new Intl.DateTimeFormat(locale, { weekday: 'short' }).format(at)} ${clock}`;
}

export function sameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/** Quiet hours and days of absence. Local time is an argument: this room has no clock. */
import type { Settings } from '../settings.ts';

/** A moment as the agent's wall clock shows it. */
export interface LocalTime {
  /** 0 = Sunday. */
  day: number;
  /** Minutes since midnight. */
  minute: number;
  /** `2026-11-21`. */
  date: string;
}

/** The days name when the hours begin: Friday 18:00–08:00 lasts into Saturday morning. */
export function isQuietHour(hours: Settings['quietHours'], { day, minute }: LocalTime): boolean {
  if (!hours.on) return false;
  const from = minutes(hours.from);
  const to = minutes(hours.to);
  const begins = (on: number) => hours.days.includes((on + 7) % 7);
  if (from < to) return begins(day) && minute >= from && minute < to;
  return (begins(day) && minute >= from) || (begins(day - 1) && minute < to);
}

function minutes(clock: string): number {
  const [hour, minute] = clock.split(':').map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
}

/** What Zammad knows of an agent's absence. */
export interface Absence {
  on: boolean;
  /** First and last day, both included; absent: without an end on that side. */
  from?: string | undefined;
  to?: string | undefined;
}

export function isAbsent(absence: Absence | undefined, { date }: Pick<LocalTime, 'date'>): boolean {
  if (!absence?.on) return false;
  const { from, to } = absence;
  return (from === undefined || date >= from) && (to === undefined || date <= to);
}

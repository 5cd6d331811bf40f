/** Calls under the days on which they began. Pure. */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { Language } from '../../lib/i18n/create-texts.ts';
import { sameDay } from '../call-mark/short-moment.ts';

export interface Day {
  /** Changes with the day only. */
  key: string;
  name: string;
  calls: AgentCall[];
}

/** @param calls newest first */
export function daysOf(calls: readonly AgentCall[], now: number, language: Language): Day[] {
  const days: Day[] = [];
  for (const call of calls) {
    const key = new Date(call.startedAt).toDateString();
    const last = days.at(-1);
    if (last?.key === key) last.calls.push(call);
    else days.push({ key, name: dayName(call.startedAt, now, language), calls: [call] });
  }
  return days;
}

function dayName(at: number, now: number, { locale, texts }: Language): string {
  if (sameDay(at, now)) return texts.history.today;
  const before = new Date(now);
  before.setDate(before.getDate() - 1);
  if (sameDay(at, before.getTime())) return texts.history.yesterday;
  const thisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(thisYear ? {} : { year: 'numeric' }),
  }).format(at);
}

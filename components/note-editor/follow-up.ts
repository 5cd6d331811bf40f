/** Moments a follow-up is likely wanted at. Local time. Pure. */
export interface FollowUpPreset {
  id: 'tomorrow' | 'inThreeDays' | 'nextMonday';
  /** Epoch ms, at nine in the morning. */
  at: number;
}

const HOUR_OF_DAY = 9;

function morning(now: number, days: number): number {
  const date = new Date(now);
  return new Date(
    date.getFullYear(),
    date.getMonth(),
    date.getDate() + days,
    HOUR_OF_DAY,
  ).getTime();
}

/** Tomorrow, in three days, next Monday: each at nine, no moment twice. */
export function followUpPresets(now: number): FollowUpPreset[] {
  const toMonday = (8 - new Date(now).getDay()) % 7 || 7;
  const all: FollowUpPreset[] = [
    { id: 'tomorrow', at: morning(now, 1) },
    { id: 'inThreeDays', at: morning(now, 3) },
    { id: 'nextMonday', at: morning(now, toMonday) },
  ];
  return all.filter((preset, index) => all.findIndex(({ at }) => at === preset.at) === index);
}

const two = (value: number) => String(value).padStart(2, '0');

/** The value of a field for date and time, `2026-11-22T09:00`; empty for none. */
export function toField(at: number | undefined): string {
  if (at === undefined) return '';
  const date = new Date(at);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The moment such a field says; undefined while it is empty or not whole. */
export function fromField(value: string): number | undefined {
  const at = value === '' ? Number.NaN : new Date(value).getTime();
  return Number.isFinite(at) ? at : undefined;
}

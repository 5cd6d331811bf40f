/** Talk time as a person writes it. Pure. */

const DAY_MS = 86_400_000;

/** `5` are minutes, `2:30` minutes and seconds, `1:02:30` with hours. Undefined: not readable, or more than a day. */
export function readTalkTime(text: string): number | undefined {
  const given = text.trim();
  if (!/^\d{1,4}(:[0-5]?\d){0,2}$/.test(given)) return undefined;
  const parts = given.split(':').map(Number);
  const [a = 0, b = 0, c = 0] = parts;
  const seconds = parts.length === 3 ? a * 3_600 + b * 60 + c : a * 60 + b;
  return seconds * 1_000 <= DAY_MS ? seconds * 1_000 : undefined;
}

/** `2026-11-21T12:04`, local, as `datetime-local` fields hold it. */
export function localMoment(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Undefined when the field is empty or not filled in wholly. */
export function readLocalMoment(text: string): number | undefined {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) ? new Date(text).getTime() : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

import type { Locale, Texts } from './texts.ts';

export interface Times {
  /** A running clock or a talk time: `0:07`, `12:40`, `1:02:03`. Never negative. */
  clock: (durationMs: number) => string;
  /** The same for a screen reader and sentences: "24 min", "3 days". */
  duration: (durationMs: number) => string;
  /** How long ago: "just now", "3 min. ago", "2 days ago". */
  age: (at: number, now: number) => string;
  /** Time of day, `12:04`; with the date when it is not today. */
  moment: (at: number, now: number) => string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['week', 7 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
] as const;

const twoDigits = (value: number) => String(value).padStart(2, '0');

function unitOf(durationMs: number) {
  return UNITS.find(([, ms]) => durationMs >= ms);
}

/** Intl formatters are made on first use: a page that shows no call pays nothing. */
export function createTimes(locale: Locale, texts: Texts): Times {
  const formats = new Map<string, Intl.NumberFormat>();
  let relative: Intl.RelativeTimeFormat | undefined;
  let time: Intl.DateTimeFormat | undefined;
  let date: Intl.DateTimeFormat | undefined;

  function amount(value: number, unit: string): string {
    let format = formats.get(unit);
    if (!format) {
      const unitDisplay = unit === 'minute' || unit === 'hour' ? 'short' : 'long';
      format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay });
      formats.set(unit, format);
    }
    return format.format(value);
  }

  return {
    clock(durationMs) {
      const seconds = Math.max(0, Math.floor(durationMs / 1000));
      const minutes = Math.floor(seconds / 60);
      if (minutes < 60) return `${minutes}:${twoDigits(seconds % 60)}`;
      return `${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`;
    },
    duration(durationMs) {
      const found = unitOf(Math.max(durationMs, MINUTE));
      const [unit, ms] = found ?? (['minute', MINUTE] as const);
      return amount(Math.max(1, Math.floor(durationMs / ms)), unit);
    },
    age(at, now) {
      const found = unitOf(now - at);
      if (!found) return texts.age.now;
      relative ??= new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
      return relative.format(-Math.floor((now - at) / found[1]), found[0]);
    },
    moment(at, now) {
      time ??= new Intl.DateTimeFormat(locale, {
        hour: '2-digit',
        minute: '2-digit',
        hour12: false,
      });
      const clock = time.format(at);
      if (new Date(at).toDateString() === new Date(now).toDateString()) return clock;
      date ??= new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
      return `${date.format(at)}, ${clock}`;
    },
  };
}

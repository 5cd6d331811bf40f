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
  /** A day close by in words: "today", "yesterday", "Tuesday", "12 Nov". */
  day: (at: number, now: number) => string;
  /** Time of day in a time zone, and whether people sleep there; undefined for zones nobody knows. */
  inZone: (at: number, zone: string) => { clock: string; night: boolean } | undefined;
  /** A language in words: `de` → "German". What is no code stays as it is. */
  language: (code: string) => string;
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
  let weekday: Intl.DateTimeFormat | undefined;
  let languages: Intl.DisplayNames | undefined;
  const zones = new Map<string, Intl.DateTimeFormat>();

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
    day(at, now) {
      const days = Math.round((midnight(now) - midnight(at)) / DAY);
      if (Math.abs(days) <= 1) {
        relative ??= new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
        return relative.format(-days, 'day');
      }
      if (Math.abs(days) < 7)
        return (weekday ??= new Intl.DateTimeFormat(locale, { weekday: 'long' })).format(at);
      return (date ??= new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })).format(
        at,
      );
    },
    inZone(at, zone) {
      try {
        let format = zones.get(zone);
        if (!format) {
          format = new Intl.DateTimeFormat('en-GB', {
            timeZone: zone,
            hour: '2-digit',
            minute: '2-digit',
          });
          zones.set(zone, format);
        }
        const clock = format.format(at);
        const hour = Number(clock.slice(0, 2));
        return { clock, night: hour < 7 || hour >= 22 };
      } catch {
        return undefined;
      }
    },
    language(code) {
      if (!/^[a-z]{2,3}(-[a-z]{2,4})?$/i.test(code)) return code;
      try {
        languages ??= new Intl.DisplayNames(locale, { type: 'language' });
        return languages.of(code) ?? code;
      } catch {
        return code;
      }
    },
  };
}

/** Beginning of the day, local time, epoch ms. */
function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

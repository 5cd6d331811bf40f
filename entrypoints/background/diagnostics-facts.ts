/** Single facts of the report in words that cannot carry anything personal. Pure. */
import {
  DEFAULT_SETTINGS,
  MATCH_COUNTS,
  type OpeningRules,
  RULE_DIRECTIONS,
  RULE_MOMENTS,
  type SettingKey,
  type Settings,
  type SettingsView,
} from '../../lib/core/settings.ts';

/** `0.1.0`, `1.2.3-beta.4`. A server may say anything: what is no version is not repeated. */
export function versionOf(text: unknown): string {
  if (typeof text !== 'string') return 'unknown';
  return /^\d{1,4}(?:\.\d{1,5}){1,3}(?:-(?:alpha|beta|rc)\.?\d{0,3})?$/.test(text)
    ? text
    : 'unreadable';
}

/** Zammad's build stamp `20261121073019:true` as a date; agents cannot learn the release. */
export function buildOf(appVersion: unknown): string {
  const parts =
    typeof appVersion === 'string' &&
    /^(20\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\d\d(?::|$)/.exec(appVersion);
  if (!parts) return 'build unreadable';
  const [, year, month, day, hour, minute] = parts;
  const real = Number(month) <= 12 && Number(day) <= 31 && Number(hour) < 24 && Number(minute) < 60;
  return real ? `build of ${year}-${month}-${day} ${hour}:${minute}` : 'build unreadable';
}

/** `Chromium 156`, `Firefox 153`: the engine and its main version, nothing else of the user agent. */
export function browserOf(userAgent: string): string {
  const edge = /\bEdg\/(\d{1,4})/.exec(userAgent);
  if (edge) return `Edge ${edge[1]}`;
  const found = /\b(Firefox|(?:Headless)?Chrome)\/(\d{1,4})/.exec(userAgent);
  if (!found) return 'unknown browser';
  return `${found[1] === 'Firefox' ? 'Firefox' : 'Chromium'} ${found[2]}`;
}

/** An address says where somebody works: only how it is reached is told. */
export function schemeOf(url: string | undefined): string {
  if (url === undefined) return 'none';
  return /^https:/i.test(url) ? 'https://…' : 'http://…';
}

/** `12 s`, `5 min`, `3 h`, `2 d`. */
export function ageOf(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}

/** `UTC+01:00`. Only the difference: the zone's name would be a place. */
export function zoneOf(offsetMinutes: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const away = Math.abs(offsetMinutes);
  return `UTC${offsetMinutes > 0 ? '-' : '+'}${two(Math.floor(away / 60))}:${two(away % 60)}`;
}

/** Settings whose values are one of a few words or a number of ours. */
const SIMPLE: readonly SettingKey[] = [
  'phone',
  'dial',
  'cardIn',
  'cardOut',
  'recentDays',
  'sound',
  'volume',
  'notifications',
  'outOfOffice',
  'locale',
  'strip',
  'noteInternal',
  'timeAccounting',
  'roundMinutes',
  'roundMode',
];

/** What differs from our own defaults. Texts and addresses are counted, never quoted. */
export function settingsOf({ values }: SettingsView): string {
  const differing = (Object.keys(DEFAULT_SETTINGS) as SettingKey[]).filter(
    (key) => JSON.stringify(values[key]) !== JSON.stringify(DEFAULT_SETTINGS[key]),
  );
  return differing.map((key) => `${key}=${plain(key, values)}`).join(', ') || 'as delivered';
}

function plain(key: SettingKey, values: Settings): string {
  const value = values[key];
  if (SIMPLE.includes(key) && typeof value !== 'object') return String(value);
  if (key === 'rules') return `${changedRules(values.rules)} changed`;
  if (key === 'quietHours') {
    const { on, days, from, to } = values.quietHours;
    return on ? `${from}-${to} on days ${days.join('')}` : 'off, but changed';
  }
  if (Array.isArray(value)) return `${value.length} of them`;
  return value === '' ? 'empty' : 'set';
}

function changedRules(rules: OpeningRules): number {
  const cells = RULE_DIRECTIONS.flatMap((direction) =>
    RULE_MOMENTS.flatMap((moment) =>
      MATCH_COUNTS.map(
        (count) =>
          rules[direction][moment][count] !== DEFAULT_SETTINGS.rules[direction][moment][count],
      ),
    ),
  );
  return cells.filter(Boolean).length;
}

export function locksOf({ locked }: SettingsView): string {
  return (
    Object.entries(locked)
      .map(([key, by]) => `${key} (${by})`)
      .join(', ') || 'none'
  );
}

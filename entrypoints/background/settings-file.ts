/** The file of an agent's own settings: written, and read back from any version. Pure. */
import * as v from 'valibot';
import type { SettingKey, Settings } from '../../lib/core/settings.ts';
import {
  SETTING_KEYS,
  settingsChangeSchema,
  settingsSchema,
} from '../../lib/protocol/settings-schema.ts';
import { settingsItem } from '../../lib/storage/settings.ts';

/** The same as that of the stored item: whoever changes the one migrates the other. */
export const FILE_VERSION = 2;

const envelope = v.object({
  offhook: v.literal('settings'),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  // A list would pass for a record.
  settings: v.pipe(
    v.unknown(),
    v.check((value) => !Array.isArray(value)),
    v.record(v.string(), v.unknown()),
  ),
});

export function writeSettings(own: Partial<Settings>): string {
  return `${JSON.stringify({ offhook: 'settings', version: FILE_VERSION, settings: own }, null, 2)}\n`;
}

/** `offhook-settings-2026-11-21.json` */
export function fileName(now: number): string {
  const date = new Date(now);
  const two = (part: number) => String(part).padStart(2, '0');
  return `offhook-settings-${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}.json`;
}

/**
 * `wrong`: `json` (no JSON), `kind` (another file), `newer` (of a later version), or a list
 * `volume:value, color:unknown` of settings that do not fit and names that are none.
 */
export type ReadSettings = { ok: true; settings: Partial<Settings> } | { ok: false; wrong: string };

export function readSettings(text: string): ReadSettings {
  let json: unknown;
  try {
    // An editor on Windows may have put a byte order mark in front.
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, wrong: 'json' };
  }
  const file = v.safeParse(envelope, json);
  if (!file.success) return { ok: false, wrong: 'kind' };
  const { version } = file.output;
  if (version > FILE_VERSION) return { ok: false, wrong: 'newer' };
  const given = migrate(file.output.settings, version);
  const wrong = Object.entries(given).flatMap(([key, value]) => {
    if (!isKey(key)) return [`${key.slice(0, 40).replace(/[:,]/g, ' ')}:unknown`];
    const fits = v.safeParse(settingsSchema.entries[key] as v.GenericSchema, value).success;
    return fits ? [] : [`${key}:value`];
  });
  if (wrong.length > 0) return { ok: false, wrong: wrong.slice(0, 30).join(', ') };
  return { ok: true, settings: v.parse(settingsChangeSchema, given) };
}

function migrate(settings: Record<string, unknown>, version: number): Record<string, unknown> {
  const { migrations } = settingsItem(settingsChangeSchema);
  let value: unknown = settings;
  for (let next = version + 1; next <= FILE_VERSION; next++)
    value = migrations?.[next]?.(value) ?? value;
  return value as Record<string, unknown>;
}

function isKey(key: string): key is SettingKey {
  return (SETTING_KEYS as string[]).includes(key);
}

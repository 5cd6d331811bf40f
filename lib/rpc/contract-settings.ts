import * as v from 'valibot';
import type { DiagnosticRow } from '../core/diagnostics.ts';
import type { OpenerView, SettingKey, Settings, SettingsView } from '../core/settings.ts';
import { SETTING_KEYS, settingsChangeSchema } from '../protocol/settings-schema.ts';
import { method, none, page } from './method.ts';

export const settingsContract = {
  'settings.get': method<Settings>()(none, page),
  /** Refused with `settings/locked` (`detail`: the keys) when one of them is fixed. */
  'settings.set': method<Settings>()(settingsChangeSchema, page),
  'settings.view': method<SettingsView & { opener: OpenerView }>()(none, page),
  /** Back to the default; all of them when no key is given. */
  'settings.reset': method<Settings>()(
    v.object({ keys: v.optional(v.array(v.picklist(SETTING_KEYS))) }),
    page,
  ),
  /** JSON text of the agent's own settings; no address and no token is in it. */
  'settings.export': method<{ text: string; name: string }>()(none, page),
  /**
   * All or nothing. Refused with `settings/unreadable`; `detail` is `json`, `kind`, `newer`, or
   * what is wrong: `volume:value, color:unknown`. `skipped`: what the administrator has fixed.
   */
  'settings.import': method<{ settings: Settings; skipped: SettingKey[] }>()(
    v.object({ text: v.pipe(v.string(), v.maxLength(500_000)) }),
    page,
  ),
  /** A report to copy into a mail: states and versions, nothing personal, no token. */
  'diagnostics.get': method<{ text: string; rows: DiagnosticRow[] }>()(none, page),
} as const;

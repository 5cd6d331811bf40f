import type { SettingKey } from '../../lib/core/settings.ts';
import type { settingsContract } from '../../lib/rpc/contract-settings.ts';
import type { Handlers } from '../../lib/rpc/server.ts';
import type { Services } from './services.ts';
import { fileName, readSettings, writeSettings } from './settings-file.ts';

const ok = <T>(value: T) => ({ ok: true as const, value });

export function settingsHandlers({
  preferences,
  diagnostics,
  openerView,
  now,
}: Services): Pick<Handlers, keyof typeof settingsContract> {
  const isLocked = (key: string): key is SettingKey => key in preferences.view().locked;

  return {
    'settings.get': async () => ok(preferences.settings()),
    async 'settings.set'(change) {
      const locked = Object.keys(change).filter(isLocked);
      if (locked.length > 0)
        return { ok: false, code: 'settings/locked', detail: locked.join(', ') };
      return ok(await preferences.set(change));
    },
    'settings.view': async () => ok({ ...preferences.view(), opener: openerView() }),
    'settings.reset': async ({ keys }) => ok(await preferences.reset(keys)),
    'settings.export': async () =>
      ok({ text: writeSettings(preferences.own()), name: fileName(now()) }),
    async 'settings.import'({ text }) {
      const read = readSettings(text);
      if (!read.ok) return { ok: false, code: 'settings/unreadable', detail: read.wrong };
      const given = Object.entries(read.settings);
      const skipped = given.map(([key]) => key).filter(isLocked);
      // What is fixed now keeps the choice that was made before it was fixed.
      const kept = Object.entries(preferences.own()).filter(([key]) => isLocked(key));
      const taken = given.filter(([key]) => !isLocked(key));
      return ok({
        settings: await preferences.replace(Object.fromEntries([...kept, ...taken])),
        skipped,
      });
    },
    'diagnostics.get': async () => ok(await diagnostics.get()),
  };
}

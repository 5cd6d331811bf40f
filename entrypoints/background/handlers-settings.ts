import type { settingsContract } from '../../lib/rpc/contract-settings.ts';
import type { Handlers } from '../../lib/rpc/server.ts';
import type { Services } from './services.ts';

const ok = <T>(value: T) => ({ ok: true as const, value });
const notYet = async () => ({ ok: false as const, code: 'internal/unexpected' });

export function settingsHandlers({
  preferences,
}: Services): Pick<Handlers, keyof typeof settingsContract> {
  return {
    'settings.get': async () => ok(preferences.settings()),
    'settings.set': async (change) => ok(await preferences.set(change)),
    'settings.view': notYet,
    'settings.reset': async ({ keys }) => ok(await preferences.reset(keys)),
    'settings.export': notYet,
    'settings.import': notYet,
    'diagnostics.get': notYet,
  };
}

/** Settings and habits, read once and then at hand without waiting. */
import type { Settings } from '../../lib/rpc/contract.ts';
import type { Habits } from '../../lib/storage/settings.ts';
import type { Stored } from '../../lib/storage/stored.ts';

export interface PreferencesDeps {
  settings: Stored<Settings>;
  habits: Stored<Habits>;
  /** Language of the browser, for `auto` while no page of Zammad told its own. */
  browserLanguage: () => string;
}

export type Preferences = ReturnType<typeof createPreferences>;

export function createPreferences(deps: PreferencesDeps) {
  let settings: Settings = {
    phone: 'on',
    dial: 'system',
    sound: 'off',
    notifications: false,
    locale: 'auto',
  };
  let habits: Habits = {};
  const listeners = new Set<(settings: Settings, before: Settings) => void>();

  return {
    async load(): Promise<void> {
      [settings, habits] = await Promise.all([deps.settings.get(), deps.habits.get()]);
    },
    settings: (): Settings => settings,
    habits: (): Habits => habits,
    onChange: (listener: (settings: Settings, before: Settings) => void) =>
      void listeners.add(listener),
    async set(change: Partial<Settings>): Promise<Settings> {
      const before = settings;
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      settings = await deps.settings.update((now) => ({ ...now, ...Object.fromEntries(given) }));
      for (const listener of listeners) listener(settings, before);
      return settings;
    },
    async learn(change: Habits): Promise<void> {
      habits = await deps.habits.update((now) => ({ ...now, ...change }));
    },
    locale(): 'de' | 'en' {
      if (settings.locale !== 'auto') return settings.locale;
      return habits.locale ?? localeOf(deps.browserLanguage());
    },
  };
}

export function localeOf(language: string): 'de' | 'en' {
  return /^de\b/i.test(language) ? 'de' : 'en';
}

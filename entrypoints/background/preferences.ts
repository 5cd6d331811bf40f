/**
 * Settings and habits, read once and then at hand without waiting. A setting comes from the first
 * of: fixed by the browser's policy, fixed by the relay's, chosen by the agent, preset by the
 * browser's policy, preset by the relay's, our default.
 */
import {
  DEFAULT_SETTINGS,
  type SettingKey,
  type Settings,
  type SettingsPolicy,
  type SettingsView,
} from '../../lib/core/settings.ts';
import type { Habits } from '../../lib/storage/settings.ts';
import type { Stored } from '../../lib/storage/stored.ts';
import { NO_POLICY, settingsView } from './settings-layers.ts';

export interface PreferencesDeps {
  settings: Stored<Partial<Settings>>;
  habits: Stored<Habits>;
  /** What the relay presets, kept from when it told last. */
  policy: Stored<unknown>;
  /** Checks a policy of somebody else's making. */
  readPolicy: (input: unknown) => SettingsPolicy;
  /** Language of the browser, for `auto` while no page of Zammad told its own. */
  browserLanguage: () => string;
}

export type Preferences = ReturnType<typeof createPreferences>;

export function createPreferences(deps: PreferencesDeps) {
  let own: Partial<Settings> = {};
  let browser = NO_POLICY;
  let relay = NO_POLICY;
  let view: SettingsView = { values: DEFAULT_SETTINGS, defaults: DEFAULT_SETTINGS, locked: {} };
  let habits: Habits = {};
  const listeners = new Set<(settings: Settings, before: Settings) => void>();

  function settle(): void {
    const before = view.values;
    view = settingsView({ own, browser, relay });
    if (JSON.stringify(before) === JSON.stringify(view.values)) return;
    for (const listener of listeners) listener(view.values, before);
  }

  async function change(next: (now: Partial<Settings>) => Partial<Settings>): Promise<Settings> {
    own = await deps.settings.update(next);
    settle();
    return view.values;
  }

  return {
    async load(): Promise<void> {
      const kept = await Promise.all([deps.settings.get(), deps.habits.get(), deps.policy.get()]);
      [own, habits] = kept;
      relay = deps.readPolicy(kept[2]);
      view = settingsView({ own, browser, relay });
    },
    settings: (): Settings => view.values,
    view: (): SettingsView => view,
    /** Only what the agent chose. */
    own: (): Partial<Settings> => own,
    habits: (): Habits => habits,
    onChange: (listener: (settings: Settings, before: Settings) => void) =>
      void listeners.add(listener),
    /** What is locked stays as it is. */
    set: (changes: { [K in SettingKey]?: Settings[K] | undefined }): Promise<Settings> =>
      change((now) => {
        const given = Object.entries(changes).filter(
          ([key, value]) => value !== undefined && !(key in view.locked),
        );
        return { ...now, ...Object.fromEntries(given) };
      }),
    /** Back to the default; everything when no key is given. */
    reset: (keys?: readonly SettingKey[]): Promise<Settings> =>
      change((now) => {
        if (!keys) return {};
        const kept = Object.entries(now).filter(([key]) => !keys.includes(key as SettingKey));
        return Object.fromEntries(kept);
      }),
    /** Replaces all of the agent's own choices. */
    replace: (values: Partial<Settings>): Promise<Settings> => change(() => values),
    /** Who presets or fixes anything at all. */
    policies: () => ({ browser: says(browser), relay: says(relay) }),
    /** What the browser's policy (managed storage) says. */
    browserPolicy(policy: SettingsPolicy): void {
      browser = policy;
      settle();
    },
    async relayPolicy(input: unknown): Promise<void> {
      relay = deps.readPolicy(input);
      settle();
      await deps.policy.set(input ?? null);
    },
    async learn(changes: Habits): Promise<void> {
      habits = await deps.habits.update((now) => ({ ...now, ...changes }));
    },
    locale(): 'de' | 'en' {
      const { locale } = view.values;
      if (locale !== 'auto') return locale;
      return habits.locale ?? localeOf(deps.browserLanguage());
    },
  };
}

function says({ values, locked }: SettingsPolicy): boolean {
  return locked.length > 0 || Object.keys(values).length > 0;
}

export function localeOf(language: string): 'de' | 'en' {
  return /^de\b/i.test(language) ? 'de' : 'en';
}

/** Which value of a setting counts, and who has fixed it. Pure. */
import {
  DEFAULT_SETTINGS,
  type SettingLock,
  type Settings,
  type SettingsPolicy,
  type SettingsView,
} from '../../lib/core/settings.ts';

export const NO_POLICY: SettingsPolicy = { values: {}, locked: [] };

/** A lock without a value fixes the default. */
export function settingsView(from: {
  own: Partial<Settings>;
  browser: SettingsPolicy;
  relay: SettingsPolicy;
}): SettingsView {
  const { own, browser, relay } = from;
  const defaults: Settings = { ...DEFAULT_SETTINGS, ...relay.values, ...browser.values };
  const values: Settings = { ...defaults, ...own };
  const locked: SettingsView['locked'] = {};
  const fix = (policy: SettingsPolicy, by: SettingLock) => {
    for (const key of policy.locked) {
      locked[key] = by;
      Object.assign(values, { [key]: policy.values[key] ?? DEFAULT_SETTINGS[key] });
    }
  };
  fix(relay, 'relay');
  // Who has the machine has the last word.
  fix(browser, 'browser');
  return { values, defaults, locked };
}

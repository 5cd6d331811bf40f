/** Settings as the settings page is given them. For tests. */
import {
  DEFAULT_SETTINGS,
  type OpenerView,
  type Settings,
  type SettingsView,
} from '../../lib/core/settings.ts';

/** What differs from how they come. */
export interface GivenSettings {
  own?: Partial<Settings>;
  locked?: SettingsView['locked'];
  opener?: OpenerView;
}

/** @param own the agent's own choices by now */
export function settingsView(
  { locked = {}, opener = { by: 'offhook', why: 'rules' } }: GivenSettings,
  own: Partial<Settings>,
): SettingsView & { opener: OpenerView } {
  return { values: { ...DEFAULT_SETTINGS, ...own }, defaults: DEFAULT_SETTINGS, locked, opener };
}

import { createContext, type ReactNode, useContext } from 'react';
import type { Answer } from '../../lib/core/card-actions.ts';
import type {
  OpenerView,
  SettingKey,
  SettingLock,
  Settings,
  SettingsView,
} from '../../lib/core/settings.ts';
import { useSaving } from './use-saving.ts';

/** What the page can do with settings; each change counts at once. */
export interface SettingsActions {
  set: (part: Partial<Settings>) => Promise<Answer>;
  /** Back to the default; all of them when no key is given. */
  reset: (keys?: SettingKey[]) => Promise<Answer>;
}

export interface SettingsState {
  /** With what is on its way to be saved. */
  values: Settings;
  defaults: Settings;
  locked: SettingsView['locked'];
  opener: OpenerView;
  /** What was done last, and what came of it. */
  last: LastChange | undefined;
  set: <K extends SettingKey>(key: K, value: Settings[K]) => void;
  reset: (key: SettingKey) => void;
  /** Takes the last reset back. */
  undo: () => void;
}

export interface LastChange {
  key: SettingKey;
  kind: 'saved' | 'reset' | 'failed';
  /** `failed`: why. */
  code?: string;
}

const Context = createContext<SettingsState | undefined>(undefined);

export interface SettingsProviderProps {
  view: SettingsView & { opener: OpenerView };
  actions: SettingsActions;
  children: ReactNode;
}

/** Settings for everything below; a row takes its own by name. */
export function SettingsProvider({ view, actions, children }: SettingsProviderProps) {
  const saving = useSaving(view, actions);
  const { defaults, locked, opener } = view;
  return <Context value={{ ...saving, defaults, locked, opener }}>{children}</Context>;
}

export function useSettings(): SettingsState {
  const found = useContext(Context);
  if (!found) throw new Error('rendered outside of SettingsProvider');
  return found;
}

export interface OneSetting<K extends SettingKey> {
  value: Settings[K];
  isDefault: boolean;
  lock: SettingLock | undefined;
  set: (value: Settings[K]) => void;
}

export function useSetting<K extends SettingKey>(key: K): OneSetting<K> {
  const { values, defaults, locked, set } = useSettings();
  return {
    value: values[key],
    isDefault: JSON.stringify(values[key]) === JSON.stringify(defaults[key]),
    lock: locked[key],
    set: (value) => set(key, value),
  };
}

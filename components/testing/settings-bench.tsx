/** The settings page over a background of a few lines. For tests. */
import { type ReactElement, useSyncExternalStore } from 'react';
import type { SettingKey, Settings } from '../../lib/core/settings.ts';
import { renderWith } from './render.tsx';
import type { SettingsActions } from '../settings/settings-context.tsx';
import { SettingsProvider } from '../settings/settings-context.tsx';
import { type GivenSettings, settingsView } from './settings-view.ts';

export interface BenchOptions extends GivenSettings {
  now?: number;
  locale?: 'de' | 'en';
  /** What the next change is answered with, instead of being taken. */
  refuse?: () => string | undefined;
  /** Answers come only when told. */
  slow?: boolean;
}

export function renderSettings(content: ReactElement, options: BenchOptions = {}) {
  const sent: Partial<Settings>[] = [];
  const waiting: (() => void)[] = [];
  const listeners = new Set<() => void>();
  let own = options.own ?? {};
  function put(next: Partial<Settings>): void {
    own = next;
    for (const listener of listeners) listener();
  }
  function subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }
  const turn = () =>
    options.slow ? new Promise<void>((done) => void waiting.push(done)) : Promise.resolve();
  const actions: SettingsActions = {
    async set(part) {
      sent.push(part);
      await turn();
      const code = options.refuse?.();
      if (code) return { ok: false, code };
      put({ ...own, ...part });
      return { ok: true, value: null };
    },
    async reset(keys) {
      await turn();
      const rest = Object.entries(own).filter(([key]) => !keys?.includes(key as SettingKey));
      put(Object.fromEntries(rest));
      return { ok: true, value: null };
    },
  };
  function Bench() {
    const now = useSyncExternalStore(subscribe, () => own);
    return (
      <SettingsProvider view={settingsView(options, now)} actions={actions}>
        {content}
      </SettingsProvider>
    );
  }
  const rendered = renderWith(<Bench />, {
    now: options.now ?? Date.UTC(2026, 10, 21, 12),
    ...(options.locale ? { locale: options.locale } : {}),
  });
  return {
    ...rendered,
    sent,
    own: () => own,
    /** Somebody else changed the settings. */
    outside: put,
    /** Lets the oldest waiting request be answered. */
    answer: () => waiting.shift()?.(),
  };
}

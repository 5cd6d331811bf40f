/** The settings page over a background of a few lines. For tests. */
import { type ReactElement, useSyncExternalStore } from 'react';
import {
  DEFAULT_SETTINGS,
  type OpenerView,
  type SettingKey,
  type Settings,
  type SettingsView,
} from '../../lib/core/settings.ts';
import { renderWith } from './render.tsx';
import type { SettingsActions } from '../settings/settings-context.tsx';
import { SettingsProvider } from '../settings/settings-context.tsx';

export interface BenchOptions {
  own?: Partial<Settings>;
  locked?: SettingsView['locked'];
  opener?: OpenerView;
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
    const view = {
      values: { ...DEFAULT_SETTINGS, ...now },
      defaults: DEFAULT_SETTINGS,
      locked: options.locked ?? {},
      opener: options.opener ?? ({ by: 'offhook', why: 'rules' } as const),
    };
    return (
      <SettingsProvider view={view} actions={actions}>
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

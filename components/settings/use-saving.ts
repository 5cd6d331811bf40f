import { useRef, useState } from 'react';
import type { SettingKey, Settings, SettingsView } from '../../lib/core/settings.ts';
import type { LastChange, SettingsActions, SettingsState } from './settings-context.tsx';

type Saving = Pick<SettingsState, 'values' | 'last' | 'set' | 'reset' | 'undo'>;

/**
 * Changes are on screen at once and saved one after the other for each setting: while one is on its
 * way, only the newest of those behind it is kept. What is refused goes back to what is true.
 */
export function useSaving(view: SettingsView, actions: SettingsActions): Saving {
  const [pending, setPending] = useState<Partial<Settings>>({});
  const [last, setLast] = useState<LastChange>();
  const busy = useRef(new Map<SettingKey, { next?: unknown }>());
  const before = useRef<Partial<Settings>>({});

  async function save(key: SettingKey, value: unknown): Promise<void> {
    const turn = busy.current.get(key);
    if (turn) return void (turn.next = value);
    const mine: { next?: unknown } = {};
    busy.current.set(key, mine);
    let saved = value;
    let answer = await actions.set({ [key]: saved });
    while ('next' in mine) {
      saved = mine.next;
      delete mine.next;
      answer = await actions.set({ [key]: saved });
    }
    busy.current.delete(key);
    setPending(({ [key]: _done, ...rest }) => rest);
    setLast(answer.ok ? { key, kind: 'saved' } : { key, kind: 'failed', code: answer.code });
  }

  async function reset(key: SettingKey): Promise<void> {
    before.current = { [key]: view.values[key] };
    const answer = await actions.reset([key]);
    setLast(answer.ok ? { key, kind: 'reset' } : { key, kind: 'failed', code: answer.code });
  }

  return {
    values: { ...view.values, ...pending },
    last,
    set(key, value) {
      setPending((now) => ({ ...now, [key]: value }));
      void save(key, value);
    },
    reset: (key) => void reset(key),
    undo() {
      const [entry] = Object.entries(before.current) as [SettingKey, never][];
      if (!entry) return;
      before.current = {};
      const [key, value] = entry;
      setPending((now) => ({ ...now, [key]: value }));
      void save(key, value);
    },
  };
}

import { type ReactNode, useMemo, useState } from 'react';
import {
  type SettingsActions,
  SettingsProvider,
} from '../../components/settings/settings-context.tsx';
import { type GivenSettings, settingsView } from '../../components/testing/settings-view.ts';
import type { Answer } from '../../lib/core/card-actions.ts';

export interface LiveSettingsProps extends GivenSettings {
  /** Every change is refused with this. */
  refuse?: string;
  children: ReactNode;
}

/** Settings that can be changed and reset, as on the real page. */
export function LiveSettings(props: LiveSettingsProps) {
  const { refuse, children } = props;
  const [own, setOwn] = useState(props.own ?? {});
  const actions = useMemo((): SettingsActions => {
    const answer = (done: () => void): Promise<Answer> => {
      if (refuse !== undefined) return Promise.resolve({ ok: false, code: refuse });
      done();
      return Promise.resolve({ ok: true, value: null });
    };
    return {
      set: (part) => answer(() => setOwn((before) => ({ ...before, ...part }))),
      reset: (keys) =>
        answer(() =>
          setOwn((before) =>
            Object.fromEntries(
              Object.entries(before).filter(([key]) => keys && !keys.some((each) => each === key)),
            ),
          ),
        ),
    };
  }, [refuse]);
  return (
    <SettingsProvider view={settingsView(props, own)} actions={actions}>
      {children}
    </SettingsProvider>
  );
}

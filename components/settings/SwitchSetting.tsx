import type { ReactNode } from 'react';
import type { Settings } from '../../lib/core/settings.ts';
import { Toggle } from '../form/Toggle.tsx';
import { SettingRow } from './SettingRow.tsx';
import { useSetting } from './settings-context.tsx';

type FlagKey = {
  [K in keyof Settings]: Settings[K] extends boolean ? K : never;
}[keyof Settings];

export interface SwitchSettingProps {
  of: FlagKey;
  preview?: ReactNode;
  beside?: ReactNode;
}

/** A setting that is on or off. */
export function SwitchSetting({ of, preview, beside }: SwitchSettingProps) {
  const { value, set } = useSetting(of);
  return (
    <SettingRow
      of={of}
      preview={preview}
      control={(control) => (
        <Toggle {...control} on={value} beside={beside} onChange={(on) => set(on)} />
      )}
    />
  );
}

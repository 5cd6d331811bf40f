import type { ReactNode } from 'react';
import type { Settings } from '../../lib/core/settings.ts';
import { Select } from '../form/Select.tsx';
import { SettingRow } from './SettingRow.tsx';
import { useSetting } from './settings-context.tsx';

type WordKey = {
  [K in keyof Settings]: Settings[K] extends string
    ? string extends Settings[K]
      ? never
      : K
    : never;
}[keyof Settings];

export interface ChoiceSettingProps<K extends WordKey> {
  of: K;
  options: readonly { value: Settings[K]; label: string }[];
  preview?: ReactNode;
  wide?: boolean;
  /** Stands behind the select, for example a button to try it. */
  beside?: ReactNode;
}

/** A setting that is one of a few words. */
export function ChoiceSetting<K extends WordKey>(props: ChoiceSettingProps<K>) {
  const { of, options, preview, wide, beside } = props;
  const { value, set } = useSetting(of);
  return (
    <SettingRow
      of={of}
      {...(wide ? { wide } : {})}
      preview={preview}
      control={(control) => (
        <Select
          {...control}
          value={value as string}
          options={options as readonly { value: string; label: string }[]}
          beside={beside}
          onChange={(chosen) => set(chosen as Settings[K])}
        />
      )}
    />
  );
}

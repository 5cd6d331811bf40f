import type { ReactNode } from 'react';
import { TextInput } from '../form/TextInput.tsx';
import { useLanguage } from '../surroundings.tsx';
import { SettingRow } from './SettingRow.tsx';
import { useSetting } from './settings-context.tsx';
import styles from './settings.module.css';
import { useDraft } from './use-draft.ts';

export interface NumberSettingProps {
  of: 'recentDays' | 'roundMinutes';
  least: number;
  most: number;
  unit: string;
  preview?: ReactNode;
}

/** A setting that is a whole number. */
export function NumberSetting({ of, least, most, unit, preview }: NumberSettingProps) {
  const { texts } = useLanguage();
  const { value, set, lock } = useSetting(of);
  const draft = useDraft<number>({
    stored: String(value),
    read(text) {
      const number = /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : Number.NaN;
      return number >= least && number <= most
        ? { ok: true, value: number }
        : { ok: false, problem: texts.settingsPage.badNumber(least, most) };
    },
    save: set,
    fixed: lock !== undefined,
  });
  return (
    <SettingRow
      of={of}
      preview={preview}
      control={(control) => (
        <TextInput
          {...control}
          short
          inputMode="numeric"
          value={draft.text}
          problem={draft.problem}
          beside={<span className={styles.unit}>{unit}</span>}
          onChange={draft.onChange}
          onBlur={draft.onBlur}
        />
      )}
    />
  );
}

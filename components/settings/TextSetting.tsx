import type { ReactNode } from 'react';
import { TextInput } from '../form/TextInput.tsx';
import { SettingRow } from './SettingRow.tsx';
import { useSetting } from './settings-context.tsx';
import { type Read, useDraft } from './use-draft.ts';

export interface TextSettingProps {
  of: 'ruleUrl' | 'ticketTitle';
  read: (text: string) => Read<string>;
  preview?: ReactNode;
  /** What may be written, below the field. */
  help?: ReactNode;
  placeholder?: string;
}

/** A setting that is one line of text. */
export function TextSetting({ of, read, preview, help, placeholder }: TextSettingProps) {
  const { value, set, lock } = useSetting(of);
  const draft = useDraft({ stored: value, read, save: set, fixed: lock !== undefined });
  return (
    <SettingRow
      of={of}
      wide
      preview={preview}
      control={(control) => (
        <>
          <TextInput
            {...control}
            value={draft.text}
            spellCheck={of === 'ticketTitle'}
            placeholder={placeholder}
            problem={draft.problem}
            onChange={draft.onChange}
            onBlur={draft.onBlur}
          />
          {help}
        </>
      )}
    />
  );
}

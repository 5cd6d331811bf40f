import { useState } from 'react';
import { Select } from '../form/Select.tsx';
import { useLanguage, useNow } from '../surroundings.tsx';
import { openingPreview } from './opening-preview.ts';
import { RuleMatrix, type RuleCell } from './RuleMatrix.tsx';
import { presetOf, RULE_PRESETS, type RulePreset, rulesOf } from './rule-presets.ts';
import { SettingRow } from './SettingRow.tsx';
import { useSetting, useSettings } from './settings-context.tsx';
import styles from './settings.module.css';

/** Days since the last change that show each side of the window. */
const DAYS = [3, 20, 60, 400];

/** The opening rules: a ready-made set, or each case by itself; and what that comes to. */
export function RulesSetting() {
  const { texts } = useLanguage();
  const t = texts.opening;
  const { value, set } = useSetting('rules');
  const { values, opener } = useSettings();
  const now = useNow(true, 60_000);
  const [cell, setCell] = useState<RuleCell>({ direction: 'in', moment: 'answer', count: 'one' });
  const [changedDays, setChangedDays] = useState(3);
  const preset = presetOf(value);
  // Whoever wants rules of their own sees the cases, also before the first one is changed.
  const [own, setOwn] = useState(preset === undefined);

  return (
    <SettingRow
      of="rules"
      wide
      preview={
        <>
          <span data-testid="rule-sentence" aria-live="polite">
            {openingPreview(values, opener, { ...cell, changedDays }, { texts, now })}
          </span>
          <label className={styles.tryout}>
            <span>{t.tryLast}</span>
            <Select
              value={String(changedDays)}
              data-testid="rule-try"
              options={DAYS.map((days) => ({ value: String(days), label: t.tryDays(days) }))}
              onChange={(days) => setChangedDays(Number(days))}
            />
          </label>
        </>
      }
      control={({ id, disabled, ...control }) => (
        <>
          <Select
            {...control}
            id={id}
            disabled={disabled}
            value={own || preset === undefined ? 'own' : preset}
            options={[...RULE_PRESETS, 'own' as const].map((name) => ({
              value: name,
              label: t.presets[name],
            }))}
            onChange={(name) => {
              setOwn(name === 'own');
              if (name !== 'own') set(rulesOf(name as RulePreset));
            }}
          />
          <details
            className={styles.more}
            open={own || preset === undefined}
            data-testid="rule-cases"
          >
            <summary>{t.fine}</summary>
            <RuleMatrix
              rules={value}
              disabled={disabled}
              onLook={setCell}
              onChange={(rules) => {
                setOwn(true);
                set(rules);
              }}
            />
          </details>
        </>
      )}
    />
  );
}

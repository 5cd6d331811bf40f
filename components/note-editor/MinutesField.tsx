import small from '../form/small-field.module.css';
import { SmallField } from '../form/SmallField.tsx';
import { useLanguage } from '../surroundings.tsx';

export interface MinutesFieldProps {
  value: number | undefined;
  disabled: boolean;
  /** 0: none, although talk time was offered. */
  onChange: (minutes: number) => void;
}

/** Talk time for Zammad's time accounting: offered as rounded by the setting, free to change. */
export function MinutesField({ value, disabled, onChange }: MinutesFieldProps) {
  const { texts } = useLanguage();
  return (
    <SmallField label={texts.wrapUp.minutes} title={texts.wrapUp.minutesHint}>
      {(id) => (
        <input
          id={id}
          className={small.control}
          data-testid="note-minutes"
          type="number"
          inputMode="numeric"
          min={0}
          max={1440}
          step={1}
          title={texts.wrapUp.minutesHint}
          value={value === undefined || value === 0 ? '' : String(value)}
          disabled={disabled}
          onChange={(change) => {
            const minutes = Math.round(Number(change.target.value));
            if (Number.isFinite(minutes)) onChange(Math.min(Math.max(minutes, 0), 1440));
          }}
        />
      )}
    </SmallField>
  );
}

import { useId } from 'react';
import { Button } from '../form/Button.tsx';
import small from '../form/small-field.module.css';
import { useLanguage, useNow } from '../surroundings.tsx';
import { followUpPresets, fromField, toField } from './follow-up.ts';
import styles from './note.module.css';

export interface FollowUpFieldProps {
  at: number | undefined;
  disabled: boolean;
  onChange: (at: number | undefined) => void;
}

/** When the ticket comes up again: three likely moments, or any. */
export function FollowUpField({ at, disabled, onChange }: FollowUpFieldProps) {
  const { texts } = useLanguage();
  const id = useId();
  const now = useNow(true, 60_000);
  const past = at !== undefined && at <= now;
  return (
    <div className={small.cell} role="group" aria-label={texts.wrapUp.followUp}>
      <label className={small.label} htmlFor={id}>
        {texts.wrapUp.followUp}
      </label>
      <div className={styles.inserts}>
        {followUpPresets(now).map((preset) => (
          <Button
            key={preset.id}
            kind="mini"
            className={styles.preset}
            data-testid="follow-up-preset"
            aria-pressed={preset.at === at}
            disabled={disabled}
            onClick={() => onChange(preset.at === at ? undefined : preset.at)}
          >
            {texts.wrapUp[preset.id]}
          </Button>
        ))}
        <input
          id={id}
          className={`${small.control} ${styles.when}`}
          data-testid="follow-up-at"
          type="datetime-local"
          aria-invalid={past ? true : undefined}
          aria-describedby={past ? `${id}-past` : undefined}
          min={toField(now)}
          value={toField(at)}
          disabled={disabled}
          onChange={(change) => onChange(fromField(change.target.value))}
        />
      </div>
      {past && (
        <p id={`${id}-past`} className={styles.past} role="alert">
          {texts.wrapUp.past}
        </p>
      )}
    </div>
  );
}

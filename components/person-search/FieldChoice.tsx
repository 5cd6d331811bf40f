import { useId } from 'react';
import type { NumberField } from '../../lib/core/person-hit.ts';
import { fieldText } from '../call-card/reason-text.ts';
import { Options } from '../form/Options.tsx';
import small from '../form/small-field.module.css';
import { useLanguage } from '../surroundings.tsx';
import styles from './person-search.module.css';

export interface FieldChoiceProps {
  label: string;
  fields: readonly NumberField[];
  value: string;
  onChange: (field: string) => void;
}

/** Which field of the person gets the number. */
export function FieldChoice({ label, fields, value, onChange }: FieldChoiceProps) {
  const { texts } = useLanguage();
  const id = useId();
  return (
    <div className={styles.line}>
      <label htmlFor={id} className={small.label}>
        {label}
      </label>
      <select
        id={id}
        className={`${small.control} ${styles.field}`}
        data-size="middle"
        data-testid="number-field"
        value={value}
        onChange={(change) => onChange(change.target.value)}
      >
        <Options
          of={fields.map((field) => ({
            value: field.id,
            label: fieldText(field.id, texts, field.label),
          }))}
        />
      </select>
    </div>
  );
}

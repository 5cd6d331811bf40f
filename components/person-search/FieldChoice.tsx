import { useId } from 'react';
import type { NumberField } from '../../lib/core/person-hit.ts';
import { fieldText } from '../call-card/reason-text.ts';
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
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <select
        id={id}
        className={styles.select}
        data-testid="number-field"
        value={value}
        onChange={(change) => onChange(change.target.value)}
      >
        {fields.map((field) => (
          <option key={field.id} value={field.id}>
            {fieldText(field.id, texts, field.label)}
          </option>
        ))}
      </select>
    </div>
  );
}

import { useId } from 'react';
import styles from './note.module.css';

export interface ExtraSelectProps {
  label: string;
  value: string;
  /** Words for the empty value; absent: there is none. */
  none?: string;
  options: readonly { value: string; label: string }[];
  disabled: boolean;
  onChange: (value: string) => void;
  'data-testid'?: string;
}

/** A labelled select of the small kind. A kept value that is no longer offered stays visible. */
export function ExtraSelect({ label, value, none, options, ...rest }: ExtraSelectProps) {
  const id = useId();
  const known = value === '' || options.some((option) => option.value === value);
  return (
    <div className={styles.cell}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={styles.select}
        data-testid={rest['data-testid']}
        value={value}
        disabled={rest.disabled}
        onChange={(change) => rest.onChange(change.target.value)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {!known && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

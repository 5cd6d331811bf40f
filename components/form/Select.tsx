import type { ReactNode, SelectHTMLAttributes } from 'react';
import styles from './form.module.css';

export interface SelectProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange'> {
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
  beside?: ReactNode;
  'data-testid'?: string | undefined;
}

/** The bare select; its label stands elsewhere and names it by `id`, or `aria-label` does. */
export function Select({ value, options, onChange, beside, ...rest }: SelectProps) {
  return (
    <div className={styles.row}>
      <select
        {...rest}
        className={styles.select}
        value={value}
        onChange={(change) => onChange(change.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {beside}
    </div>
  );
}

import type { ReactNode, SelectHTMLAttributes } from 'react';
import { Options } from './Options.tsx';
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
        <Options of={options} />
      </select>
      {beside}
    </div>
  );
}

import type { InputHTMLAttributes, ReactNode } from 'react';
import styles from './form.module.css';

export interface ToggleProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  on: boolean;
  onChange: (on: boolean) => void;
  beside?: ReactNode;
  'data-testid'?: string | undefined;
}

/** The bare on/off switch; its label stands elsewhere and names it by `id`. */
export function Toggle({ on, onChange, beside, ...rest }: ToggleProps) {
  return (
    <div className={styles.row}>
      <input
        {...rest}
        type="checkbox"
        role="switch"
        className={styles.switch}
        checked={on}
        onChange={(change) => onChange(change.target.checked)}
      />
      {beside}
    </div>
  );
}

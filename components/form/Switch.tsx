import { useId } from 'react';
import styles from './form.module.css';
import { Toggle } from './Toggle.tsx';

export interface SwitchProps {
  label: string;
  help?: string;
  on: boolean;
  onChange: (on: boolean) => void;
  'data-testid'?: string | undefined;
}

/** An on/off switch: a native checkbox with the switch role. */
export function Switch({ label, help, on, onChange, ...rest }: SwitchProps) {
  const id = useId();
  return (
    <div className={styles.switchRow}>
      <div className={styles.grow}>
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
        {help && (
          <p id={`${id}-help`} className={styles.help}>
            {help}
          </p>
        )}
      </div>
      <Toggle
        {...rest}
        id={id}
        on={on}
        aria-describedby={help ? `${id}-help` : undefined}
        onChange={onChange}
      />
    </div>
  );
}

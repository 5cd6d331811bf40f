import { useId } from 'react';
import styles from './form.module.css';
import { Select } from './Select.tsx';

export interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
  'data-testid'?: string | undefined;
}

/** A labelled native select. */
export function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
  ...rest
}: ChoiceProps<T>) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <Select
        {...rest}
        id={id}
        value={value}
        options={options}
        onChange={(chosen) => onChange(chosen as T)}
      />
    </div>
  );
}

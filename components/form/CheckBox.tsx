import styles from './check-box.module.css';

export interface CheckBoxProps {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
  'data-testid'?: string | undefined;
}

/** A native checkbox with its words behind it. */
export function CheckBox({ label, on, onChange, ...rest }: CheckBoxProps) {
  return (
    <label className={styles.check}>
      <input
        {...rest}
        type="checkbox"
        checked={on}
        onChange={(change) => onChange(change.target.checked)}
      />
      {label}
    </label>
  );
}

import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import styles from './form.module.css';

export interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  /** One quiet line under the field. */
  help?: ReactNode;
  /** What is wrong with the input and what to do; read out when it appears. */
  problem?: string | undefined;
  /** Stands behind the input, for example a button. */
  beside?: ReactNode;
  'data-testid'?: string | undefined;
}

/** A labelled text field with help and problem tied to it for screen readers. */
export function Field({ label, help, problem, beside, ...input }: FieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.row}>
        <input
          {...input}
          id={id}
          className={styles.input}
          aria-invalid={problem ? true : undefined}
          aria-describedby={`${id}-help ${id}-problem`}
        />
        {beside}
      </div>
      <p id={`${id}-problem`} className={styles.problem} role="alert">
        {problem}
      </p>
      <div id={`${id}-help`} className={styles.help}>
        {help}
      </div>
    </div>
  );
}

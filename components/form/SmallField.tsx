import { type ReactNode, useId } from 'react';
import styles from './small-field.module.css';

export interface SmallFieldProps {
  label: string;
  title?: string;
  /** The control; `id` ties the label to it. */
  children: (id: string) => ReactNode;
}

/** A control of the card's own forms under its label. */
export function SmallField({ label, title, children }: SmallFieldProps) {
  const id = useId();
  return (
    <div className={styles.cell}>
      <label className={styles.label} htmlFor={id} title={title}>
        {label}
      </label>
      {children(id)}
    </div>
  );
}

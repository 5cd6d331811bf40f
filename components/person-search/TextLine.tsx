import { useId } from 'react';
import styles from './person-search.module.css';

export interface TextLineProps {
  label: string;
  value: string;
  type?: 'text' | 'email';
  invalid?: boolean;
  onText: (text: string) => void;
  'data-testid'?: string;
}

/** One labelled line of text in the small form of the card. */
export function TextLine({ label, value, type = 'text', invalid, onText, ...rest }: TextLineProps) {
  const id = useId();
  return (
    <div className={styles.cell}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <input
        {...rest}
        id={id}
        className={styles.input}
        type={type}
        dir="auto"
        maxLength={100}
        autoComplete="off"
        aria-invalid={invalid ? true : undefined}
        value={value}
        onChange={(change) => onText(change.target.value)}
      />
    </div>
  );
}

import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import styles from './form.module.css';

export interface TextInputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  value: string;
  onChange: (text: string) => void;
  /** What is wrong and what to do; read out when it appears. */
  problem?: string | undefined;
  beside?: ReactNode;
  /** As wide as a few digits. */
  short?: boolean;
  'data-testid'?: string | undefined;
}

/** The bare text field; its label stands elsewhere and names it by `id`, or `aria-label` does. */
export function TextInput({ onChange, problem, beside, short, ...input }: TextInputProps) {
  const id = useId();
  const described = [input['aria-describedby'], problem ? `${id}-problem` : undefined];
  return (
    <div className={styles.field}>
      <div className={styles.row}>
        <input
          type="text"
          autoComplete="off"
          {...input}
          className={[styles.input, short ? styles.few : ''].join(' ').trim()}
          aria-invalid={problem ? true : undefined}
          aria-describedby={described.filter(Boolean).join(' ') || undefined}
          onChange={(typed) => onChange(typed.target.value)}
        />
        {beside}
      </div>
      <p id={`${id}-problem`} className={styles.problem} role="alert">
        {problem}
      </p>
    </div>
  );
}

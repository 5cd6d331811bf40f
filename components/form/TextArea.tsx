import { type TextareaHTMLAttributes, useId } from 'react';
import styles from './form.module.css';

export interface TextAreaProps extends Omit<
  TextareaHTMLAttributes<HTMLTextAreaElement>,
  'onChange'
> {
  value: string;
  onChange?: (text: string) => void;
  problem?: string | undefined;
  'data-testid'?: string | undefined;
}

/** The bare field for several lines; named by `id` of a label or by `aria-label`. */
export function TextArea({ onChange, problem, ...input }: TextAreaProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <textarea
        rows={3}
        {...input}
        className={[styles.area, input.className].filter(Boolean).join(' ')}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onChange={(typed) => onChange?.(typed.target.value)}
      />
      <p id={`${id}-problem`} className={styles.problem} role="alert">
        {problem}
      </p>
    </div>
  );
}

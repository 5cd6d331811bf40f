import type { ButtonHTMLAttributes } from 'react';
import styles from './button.module.css';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: 'primary' | 'plain' | 'link' | 'icon' | 'mini';
  /** The key that does the same while the focus is in the card. */
  hint?: string | undefined;
  'data-testid'?: string | undefined;
}

/** A native button in our looks. Never a submit button unless asked. */
export function Button(props: ButtonProps) {
  const { kind = 'plain', hint, className, children, ...rest } = props;
  const classes = [styles.button, styles[kind], className].filter(Boolean).join(' ');
  return (
    <button type="button" aria-keyshortcuts={hint} {...rest} className={classes}>
      {hint ? <span className={styles.words}>{children}</span> : children}
      {hint && (
        <kbd className={styles.key} aria-hidden="true">
          {hint}
        </kbd>
      )}
    </button>
  );
}

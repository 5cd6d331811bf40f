import styles from './panel.module.css';

export interface ToastProps {
  words: string;
  action?: { name: string; onAct: () => void } | undefined;
}

/** A line that goes by itself, with one way back. */
export function Toast({ words, action }: ToastProps) {
  return (
    <div className={styles.toast} data-testid="toast">
      <span className={styles.toastWords}>{words}</span>
      {action && (
        <button type="button" data-testid="undo" onClick={action.onAct}>
          {action.name}
        </button>
      )}
    </div>
  );
}

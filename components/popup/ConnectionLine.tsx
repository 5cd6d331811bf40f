import { Button } from '../form/Button.tsx';
import { problemText } from '../../lib/i18n/texts.ts';
import { useLanguage } from '../surroundings.tsx';
import styles from './popup.module.css';

export interface ConnectionLineProps {
  state: 'live' | 'connecting' | 'offline' | 'unpaired' | 'refused';
  /** Code of the reason, where there is one. */
  reason?: string | undefined;
  agentName?: string | undefined;
  /** Leads to the page that repairs it. */
  onFix: () => void;
}

/** The connection in words, with a way to repair it when it does not work. */
export function ConnectionLine({ state, reason, agentName, onFix }: ConnectionLineProps) {
  const { texts } = useLanguage();
  const fine = state === 'live' || state === 'connecting';
  const known = reason !== undefined && Object.hasOwn(texts.problem, reason);
  return (
    <div className={styles.connection} data-testid="connection" data-state={state}>
      <span className={styles.light} data-state={state} aria-hidden="true" />
      <div className={styles.grow} role="status">
        <p>{known && !fine ? problemText(texts, reason) : texts.connection[state]}</p>
        {agentName && fine && <p className={styles.quiet}>{texts.connection.as(agentName)}</p>}
      </div>
      {!fine && (
        <Button kind="mini" data-testid="fix-connection" onClick={onFix}>
          {state === 'offline' ? texts.connection.fix : texts.popup.connect}
        </Button>
      )}
    </div>
  );
}

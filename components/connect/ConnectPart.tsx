import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import { CheckList, type CheckLine } from './CheckList.tsx';
import { ConnectForm, type ConnectFormProps } from './ConnectForm.tsx';
import styles from './connect.module.css';

export interface ConnectPartProps {
  /** Changes when the form must start anew from `form.initial`. */
  formKey: string;
  form: ConnectFormProps;
  /** Undefined before the first connection. */
  checks: readonly CheckLine[] | undefined;
  checking: boolean;
  connected: boolean;
  onCheck: () => void;
  onDisconnect: () => void;
}

/** Connecting, and what works. Once connected, the form is out of the way until it is needed. */
export function ConnectPart(props: ConnectPartProps) {
  const { checks, checking, connected } = props;
  const { texts } = useLanguage();
  const t = texts.connect;
  const form = <ConnectForm key={props.formKey} {...props.form} />;
  const broken = checks?.some(({ state }) => state === 'failed') ?? false;
  return (
    <div className={styles.part}>
      <details
        className={connected ? styles.change : undefined}
        open={!connected || broken}
        data-testid="connect-details"
      >
        <summary hidden={!connected}>{texts.settingsPage.changeConnection}</summary>
        {form}
      </details>
      {checks && (
        <section className={styles.section} aria-label={t.checks}>
          <CheckList checks={checks} />
          <div className={styles.row}>
            <Button data-testid="check-again" disabled={checking} onClick={props.onCheck}>
              {checking ? t.checking : t.checkAgain}
            </Button>
            {connected && (
              <Button data-testid="disconnect" onClick={props.onDisconnect}>
                {t.disconnect}
              </Button>
            )}
          </div>
          {connected && <p className={styles.quiet}>{t.disconnectHint}</p>}
        </section>
      )}
    </div>
  );
}

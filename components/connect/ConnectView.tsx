import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import { CheckList, type CheckLine } from './CheckList.tsx';
import { ConnectForm, type ConnectFormProps } from './ConnectForm.tsx';
import { SettingsForm, type SettingsFormProps } from './SettingsForm.tsx';
import styles from './connect.module.css';

export interface ConnectViewProps {
  /** Changes when the form must start anew from `form.initial`. */
  formKey: string;
  form: ConnectFormProps;
  /** Undefined before the first connection. */
  checks: readonly CheckLine[] | undefined;
  checking: boolean;
  settings: SettingsFormProps | undefined;
  connected: boolean;
  onCheck: () => void;
  onDisconnect: () => void;
}

/** The options page: connect, what works, settings. */
export function ConnectView(props: ConnectViewProps) {
  const { texts } = useLanguage();
  const t = texts.connect;
  return (
    <main className={styles.page}>
      <h1>{t.title}</h1>
      <ConnectForm key={props.formKey} {...props.form} />
      {props.checks && (
        <section className={styles.section}>
          <h2>{t.checks}</h2>
          <CheckList checks={props.checks} />
          <div className={styles.row}>
            <Button data-testid="check-again" disabled={props.checking} onClick={props.onCheck}>
              {props.checking ? t.checking : t.checkAgain}
            </Button>
            {props.connected && (
              <Button data-testid="disconnect" onClick={props.onDisconnect}>
                {t.disconnect}
              </Button>
            )}
          </div>
          {props.connected && <p className={styles.quiet}>{t.disconnectHint}</p>}
        </section>
      )}
      {props.settings && (
        <section className={styles.section}>
          <h2>{texts.settings.title}</h2>
          <SettingsForm {...props.settings} />
        </section>
      )}
    </main>
  );
}

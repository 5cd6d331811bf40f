import { type FormEvent, useState } from 'react';
import { problemText } from '../../lib/i18n/texts.ts';
import { Button } from '../form/Button.tsx';
import { Field } from '../form/Field.tsx';
import { useLanguage } from '../surroundings.tsx';
import styles from './connect.module.css';

export interface ConnectValues {
  zammadUrl: string;
  token: string;
  relayUrl: string;
}

/** How the one-click token stands. `failed` shows the way by hand. */
export type TokenCreation =
  { state: 'none' | 'creating' | 'created' } | { state: 'failed'; code: string };

/** A typed address, read; or the code of what is wrong with it. */
export type ReadAddress = { ok: true; url: string } | { ok: false; code: string };

export interface ConnectFormProps {
  /** What is known already: open tab, invitation, present connection. */
  initial: Partial<ConnectValues>;
  source: 'none' | 'tab' | 'invite';
  /** Fixed by the administrator. */
  locked?: readonly ('zammadUrl' | 'relayUrl')[] | undefined;
  /** A token is kept already; the field may stay empty. */
  hasToken: boolean;
  creation: TokenCreation;
  busy: boolean;
  /** Code of why the last attempt failed. */
  failed?: string | undefined;
  /** @param keepPath a relay may live below a path */
  readAddress: (text: string, keepPath?: boolean) => ReadAddress;
  /** Both are called straight from the click: the browser asks for the address only then. */
  onCreateToken: (zammadUrl: string) => void;
  onConnect: (values: ConnectValues) => void;
}

type Wrong = Partial<Record<keyof ConnectValues, string>>;

/** Three fields at most: Zammad, token, relay. */
export function ConnectForm(props: ConnectFormProps) {
  const { initial, source, locked = [], hasToken, creation, busy, failed } = props;
  const { texts } = useLanguage();
  const t = texts.connect;
  const [values, setValues] = useState<ConnectValues>({
    zammadUrl: initial.zammadUrl ?? '',
    token: '',
    relayUrl: initial.relayUrl ?? '',
  });
  const [wrong, setWrong] = useState<Wrong>({});
  const zammad = props.readAddress(values.zammadUrl);

  function set(part: Partial<ConnectValues>): void {
    setValues({ ...values, ...part });
    setWrong({});
  }
  function submit(sent: FormEvent): void {
    sent.preventDefault();
    const relay = props.readAddress(values.relayUrl, true);
    const found: Wrong = {};
    if (!zammad.ok) found.zammadUrl = problemText(texts, zammad.code);
    if (!values.token.trim() && !hasToken && creation.state !== 'created')
      found.token = t.needToken;
    if (!relay.ok) found.relayUrl = relayProblem(relay.code);
    setWrong(found);
    if (zammad.ok && relay.ok && !found.token)
      props.onConnect({ zammadUrl: zammad.url, token: values.token.trim(), relayUrl: relay.url });
  }
  function relayProblem(code: string): string {
    return code === 'connect/bad-address' ? t.badRelay : problemText(texts, code);
  }
  function createToken(): void {
    if (zammad.ok) props.onCreateToken(zammad.url);
    else setWrong({ zammadUrl: problemText(texts, zammad.code) });
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <p className={styles.intro}>{source === 'invite' ? t.invited : t.intro}</p>
      <Field
        label={t.zammad}
        type="url"
        inputMode="url"
        autoComplete="url"
        spellCheck={false}
        data-testid="zammad-url"
        value={values.zammadUrl}
        problem={wrong.zammadUrl}
        readOnly={locked.includes('zammadUrl')}
        help={
          locked.includes('zammadUrl')
            ? texts.settingsPage.addressLocked
            : source === 'tab'
              ? t.zammadFound
              : t.zammadHint
        }
        onChange={(typed) => set({ zammadUrl: typed.target.value })}
      />
      <Field
        label={t.token}
        type="password"
        autoComplete="off"
        spellCheck={false}
        data-testid="zammad-token"
        value={values.token}
        problem={
          wrong.token ??
          (creation.state === 'failed' ? problemText(texts, creation.code) : undefined)
        }
        help={
          <TokenHelp
            creation={creation}
            hasToken={hasToken}
            zammad={zammad.ok ? zammad.url : undefined}
          />
        }
        beside={
          <Button
            data-testid="create-token"
            disabled={creation.state === 'creating'}
            onClick={createToken}
          >
            {creation.state === 'creating' ? t.tokenCreating : t.tokenCreate}
          </Button>
        }
        onChange={(typed) => set({ token: typed.target.value })}
      />
      <Field
        label={t.relay}
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        data-testid="relay-url"
        value={values.relayUrl}
        problem={wrong.relayUrl}
        readOnly={locked.includes('relayUrl')}
        help={locked.includes('relayUrl') ? texts.settingsPage.addressLocked : t.relayHint}
        onChange={(typed) => set({ relayUrl: typed.target.value })}
      />
      <div>
        <Button kind="primary" type="submit" data-testid="connect" disabled={busy}>
          {busy ? t.submitting : t.submit}
        </Button>
      </div>
      <p role="alert" className={styles.failed} data-testid="connect-problem">
        {failed && problemText(texts, failed)}
      </p>
    </form>
  );
}

interface TokenHelpProps {
  creation: TokenCreation;
  hasToken: boolean;
  zammad: string | undefined;
}

function TokenHelp({ creation, hasToken, zammad }: TokenHelpProps) {
  const { texts } = useLanguage();
  const t = texts.connect;
  if (creation.state === 'created')
    return (
      <span role="status" className={styles.good} data-testid="token-created">
        {t.tokenCreated}
      </span>
    );
  if (creation.state !== 'failed') return hasToken ? t.tokenKept : t.tokenHint;
  return (
    <>
      {t.tokenByHand}{' '}
      {zammad && (
        <a
          className={styles.link}
          href={`${zammad}/#profile/token_access`}
          target="_blank"
          rel="noreferrer"
        >
          {t.tokenPage}
        </a>
      )}
    </>
  );
}

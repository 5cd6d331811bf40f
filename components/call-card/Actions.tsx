import { useState } from 'react';
import type { CardView } from '../../lib/core/card.ts';
import { Button, type ButtonProps } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import { chosenPerson, isLive, outcomeOf } from './card-state.ts';
import styles from './actions.module.css';

export interface ActionsProps {
  card: CardView;
  busy: boolean;
  onProfile: (userId: number) => void;
  onNewTicket: () => void;
  onCopy: () => void;
  onCallBack: () => void;
  /** Shows the other candidates again; absent when there are none. */
  onSomebodyElse?: (() => void) | undefined;
}

/**
 * One primary and one secondary action, the rest behind ⋯. The places are fixed: the left one is
 * about the person, the right one makes a ticket, so that a late answer never puts another action
 * under the pointer.
 */
export function Actions(props: ActionsProps) {
  const { card, busy } = props;
  const { texts } = useLanguage();
  const [more, setMore] = useState(false);
  const person = chosenPerson(card);
  const number = card.call.remote.number;
  const again = number !== undefined && !isLive(card.call);
  const first = person ?? card.people[0];
  const nobody = !first && card.identity !== 'looking';
  const calm = outcomeOf(card.call) === 'answered-elsewhere';
  const extra = (!nobody && number !== undefined) || again || props.onSomebodyElse !== undefined;
  return (
    <>
      <div className={styles.actions}>
        {nobody ? (
          <CopyButton onCopy={props.onCopy} disabled={number === undefined} />
        ) : (
          <Button
            kind={calm ? 'plain' : 'primary'}
            hint="P"
            data-testid="open-profile"
            disabled={busy || !first}
            onClick={() => first && props.onProfile(first.userId)}
          >
            {person || !first
              ? texts.actions.profile
              : texts.actions.profileOf(firstName(first.name))}
          </Button>
        )}
        <Button
          kind={nobody && !calm ? 'primary' : 'plain'}
          hint="T"
          data-testid="new-ticket"
          disabled={busy}
          onClick={props.onNewTicket}
        >
          {texts.actions.newTicket}
        </Button>
        {extra && (
          <Button
            className={styles.more}
            aria-label={more ? texts.actions.less : texts.actions.more}
            aria-expanded={more}
            onClick={() => setMore(!more)}
          >
            <span aria-hidden="true">⋯</span>
          </Button>
        )}
      </div>
      {more && extra && (
        <div className={styles.extra}>
          {!nobody && number !== undefined && <CopyButton onCopy={props.onCopy} kind="mini" />}
          {again && (
            <Button kind="mini" data-testid="call-back" disabled={busy} onClick={props.onCallBack}>
              {texts.actions.callBack}
            </Button>
          )}
          {props.onSomebodyElse && (
            <Button kind="mini" onClick={props.onSomebodyElse}>
              {texts.actions.somebodyElse}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

/** Says that it has copied until one turns to something else. */
function CopyButton({ onCopy, ...rest }: { onCopy: () => void } & ButtonProps) {
  const { texts } = useLanguage();
  const [copied, setCopied] = useState(false);
  return (
    <Button
      {...rest}
      aria-live="polite"
      onBlur={() => setCopied(false)}
      onPointerLeave={() => setCopied(false)}
      onClick={() => {
        onCopy();
        setCopied(true);
      }}
    >
      {copied ? texts.actions.copied : texts.actions.copyNumber}
    </Button>
  );
}

/** So much of a name as a button has room for. */
function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}

import type { ReactNode } from 'react';
import type { CardPerson, CardView } from '../../lib/core/card.ts';
import type { CardLink } from '../../lib/core/settings.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import styles from './actions.module.css';
import { chosenPerson, isLive } from './card-state.ts';
import { CopyButton } from './CopyButton.tsx';
import { firstName } from './first-name.ts';

export interface MoreActionsProps {
  card: CardView;
  busy: boolean;
  links: readonly CardLink[];
  onCopy: () => void;
  onCallBack: () => void;
  onSearch: () => void;
  /** Shows the other candidates again; absent when there are none. */
  onOthers?: (() => void) | undefined;
  onAttach?: ((person: CardPerson) => void) | undefined;
  onExclude?: ((person: CardPerson) => void) | undefined;
  onLink: (index: number) => void;
  /** Where the calls stand; absent where nothing moves. */
  place?: ReactNode;
}

/** Everything that is needed now and then. */
export function MoreActions(props: MoreActionsProps) {
  const { card, busy, links } = props;
  const { texts } = useLanguage();
  const person = chosenPerson(card);
  const { number } = card.call.remote;
  const again = number !== undefined && !isLive(card.call);
  return (
    <div className={styles.extra} data-testid="more-actions">
      <div className={styles.group}>
        {number !== undefined && <CopyButton onCopy={props.onCopy} />}
        {again && (
          <Button
            kind="mini"
            hint="C"
            data-testid="call-back"
            disabled={busy}
            onClick={props.onCallBack}
          >
            {texts.actions.callBack}
          </Button>
        )}
        {props.onOthers && (
          <Button kind="mini" data-testid="other-people" onClick={props.onOthers}>
            {texts.who.candidates}
          </Button>
        )}
        <Button kind="mini" hint="S" data-testid="search-more" onClick={props.onSearch}>
          {texts.people.somebodyElse}
        </Button>
        {person && number !== undefined && person.reason.kind !== 'exact' && props.onAttach && (
          <Button kind="mini" data-testid="attach-more" onClick={() => props.onAttach?.(person)}>
            {texts.people.addNumber(firstName(person.name))}
          </Button>
        )}
        {person && number !== undefined && props.onExclude && (
          <Button
            kind="mini"
            data-testid="exclude-chosen"
            disabled={busy}
            title={texts.people.notThemHint}
            onClick={() => props.onExclude?.(person)}
          >
            {texts.people.notThem(firstName(person.name))}
          </Button>
        )}
      </div>
      {links.length > 0 && (
        <div className={styles.group} role="group" aria-label={texts.people.links}>
          {links.map((link, index) => (
            <Button
              // The place in the settings is the link's name to the background.
              key={`${index} ${link.name}`}
              kind="mini"
              data-testid="card-link"
              disabled={busy}
              onClick={() => props.onLink(index)}
            >
              <bdi>{link.name}</bdi> <span aria-hidden="true">↗</span>
            </Button>
          ))}
        </div>
      )}
      {props.place}
    </div>
  );
}

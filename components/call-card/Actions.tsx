import type { CardView } from '../../lib/core/card.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import unseen from '../unseen.module.css';
import { chosenPerson, isGuess, isHidden, outcomeOf } from './card-state.ts';
import { firstName } from './first-name.ts';
import styles from './actions.module.css';

export interface ActionsProps {
  card: CardView;
  busy: boolean;
  /** The rest is shown below. */
  more: boolean;
  onMore: (more: boolean) => void;
  onProfile: (userId: number) => void;
  onNewTicket: () => void;
  onSearch: () => void;
}

/**
 * One primary and one secondary action, the rest behind ⋯. The places are fixed: the left one is
 * about the person, the right one makes a ticket, so that a late answer never puts another action
 * under the pointer.
 */
export function Actions(props: ActionsProps) {
  const { card, busy, more } = props;
  const { texts } = useLanguage();
  const person = chosenPerson(card);
  const first = person ?? (isGuess(card) ? undefined : card.people[0]);
  const nobody = !first && card.identity !== 'looking';
  const calm = outcomeOf(card.call) === 'answered-elsewhere';
  return (
    <div className={styles.actions}>
      {nobody ? (
        <Button
          kind={calm || isHidden(card) ? 'plain' : 'primary'}
          hint="S"
          data-testid="search-person"
          disabled={busy}
          onClick={props.onSearch}
        >
          {texts.people.title}
        </Button>
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
      {!isHidden(card) && (
        <Button
          kind="plain"
          hint="N"
          data-testid="new-ticket"
          disabled={busy}
          onClick={props.onNewTicket}
        >
          {texts.actions.newTicket}
        </Button>
      )}
      <Button
        className={styles.more}
        data-testid="more"
        hint="M"
        aria-expanded={more}
        title={more ? texts.actions.less : texts.actions.more}
        onClick={() => props.onMore(!more)}
      >
        <span className={unseen.words}>{more ? texts.actions.less : texts.actions.more}</span>
        <span aria-hidden="true">⋯</span>
      </Button>
    </div>
  );
}

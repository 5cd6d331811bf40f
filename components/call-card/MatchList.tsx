import { useState } from 'react';
import type { CardPerson } from '../../lib/core/card.ts';
import { DOT } from '../facts-line.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import { sharedOrganization } from './card-state.ts';
import { PersonLine } from './PersonLine.tsx';
import { isSure, reasonText } from './reason-text.ts';
import styles from './match-list.module.css';

/** Keys 1–9 pick one of these. */
export const KEYED = 9;
const SHOWN = 3;

export interface MatchListProps {
  people: readonly CardPerson[];
  chosen: number | undefined;
  onPick: (userId: number) => void;
  /** "Not them", for the whole team. */
  onExclude?: ((person: CardPerson) => void) | undefined;
  /** Opens the search. */
  onElse?: (() => void) | undefined;
}

/** Several people behind one number; a remembered pick first, then the likeliest. */
export function MatchList({ people, chosen, onPick, onExclude, onElse }: MatchListProps) {
  const { texts } = useLanguage();
  const [all, setAll] = useState(false);
  const together = sharedOrganization(people) !== undefined;
  const guessed = people.every(({ reason }) => !isSure(reason));
  const shown = all ? people : people.slice(0, SHOWN);
  return (
    <div>
      <ol
        className={styles.list}
        aria-label={guessed ? texts.who.guesses : texts.who.candidates}
        data-all={all}
      >
        {shown.map((person, index) => (
          <Candidate
            key={person.userId}
            person={person}
            index={index}
            chosen={person.userId === chosen}
            withOrganization={!together}
            onPick={onPick}
            onExclude={onExclude}
          />
        ))}
      </ol>
      <div className={styles.below}>
        {people.length > SHOWN && !all && (
          <Button kind="link" data-testid="all-people" onClick={() => setAll(true)}>
            {texts.who.more(people.length - SHOWN)}
          </Button>
        )}
        {onElse && (
          <Button kind="link" data-testid="somebody-else" hint="S" onClick={onElse}>
            {texts.people.somebodyElse}
          </Button>
        )}
      </div>
    </div>
  );
}

interface CandidateProps extends Pick<MatchListProps, 'onPick' | 'onExclude'> {
  person: CardPerson;
  index: number;
  chosen: boolean;
  withOrganization: boolean;
}

function Candidate(props: CandidateProps) {
  const { person, index, chosen, withOrganization, onPick, onExclude } = props;
  const language = useLanguage();
  const { texts } = language;
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={styles.person}
        data-testid="candidate"
        data-user-id={person.userId}
        data-guess={!isSure(person.reason)}
        aria-pressed={chosen}
        aria-keyshortcuts={index < KEYED ? String(index + 1) : undefined}
        onClick={() => onPick(person.userId)}
      >
        <PersonLine person={person} weak={!isSure(person.reason)}>
          {isSure(person.reason) && <span aria-hidden="true">✓ </span>}
          {reasonText(person.reason, language)}
          {withOrganization && person.organization && (
            <bdi>
              {DOT}
              {person.organization}
            </bdi>
          )}
        </PersonLine>
        {index < KEYED && (
          <kbd className={styles.key} aria-hidden="true">
            {index + 1}
          </kbd>
        )}
      </button>
      {onExclude && (
        <Button
          kind="icon"
          className={styles.exclude}
          data-testid="exclude"
          aria-label={texts.people.notThem(person.name)}
          title={`${texts.people.notThem(person.name)}. ${texts.people.notThemHint}`}
          onClick={() => onExclude(person)}
        >
          <span aria-hidden="true">⊘</span>
        </Button>
      )}
    </li>
  );
}

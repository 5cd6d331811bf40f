import { useState } from 'react';
import type { CardPerson } from '../../lib/core/card.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import { Avatar } from './Avatar.tsx';
import { reasonText, sharedOrganization } from './card-state.ts';
import styles from './match-list.module.css';

/** Keys 1–9 pick one of these. */
export const KEYED = 9;
const SHOWN = 3;

export interface MatchListProps {
  people: readonly CardPerson[];
  chosen: number | undefined;
  onPick: (userId: number) => void;
}

/** Several people behind one number; the likeliest first. */
export function MatchList({ people, chosen, onPick }: MatchListProps) {
  const language = useLanguage();
  const { texts } = language;
  const [all, setAll] = useState(false);
  const together = sharedOrganization(people) !== undefined;
  const shown = all ? people : people.slice(0, SHOWN);
  return (
    <div>
      <ol className={styles.list} aria-label={texts.who.candidates}>
        {shown.map((person, index) => (
          <li key={person.userId}>
            <button
              type="button"
              className={styles.person}
              data-testid="candidate"
              data-user-id={person.userId}
              aria-pressed={person.userId === chosen}
              aria-keyshortcuts={index < KEYED ? String(index + 1) : undefined}
              onClick={() => onPick(person.userId)}
            >
              <Avatar name={person.name} id={person.userId} small />
              <span className={styles.text}>
                <span className={styles.name}>
                  {person.name}
                  {person.vip && <span className={styles.vip}>{texts.who.vip}</span>}
                </span>
                <span className={styles.meta}>
                  {[together ? undefined : person.organization, reasonText(person.reason, language)]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              {index < KEYED && (
                <kbd className={styles.key} aria-hidden="true">
                  {index + 1}
                </kbd>
              )}
            </button>
          </li>
        ))}
      </ol>
      {people.length > SHOWN && !all && (
        <Button kind="link" onClick={() => setAll(true)}>
          {texts.who.more(people.length - SHOWN)}
        </Button>
      )}
    </div>
  );
}

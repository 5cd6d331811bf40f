import type { PersonHit } from '../../lib/core/person-hit.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import { Hit } from './Hit.tsx';
import styles from './person-search.module.css';

export interface SimilarPeopleProps {
  people: readonly PersonHit[];
  busy: boolean;
  onUse: (hit: PersonHit) => void;
  onAnyway: () => void;
}

/** Before a second record of the same person: who is already there. */
export function SimilarPeople({ people, busy, onUse, onAnyway }: SimilarPeopleProps) {
  const { texts } = useLanguage();
  return (
    <div className={styles.similar} role="alert" data-testid="similar">
      <p className={styles.similarTitle}>{texts.people.similar(people.length)}</p>
      <ul className={styles.similarList}>
        {people.map((hit) => (
          <li key={hit.userId} className={styles.similarRow}>
            <Hit hit={hit} />
            <Button
              kind="mini"
              data-testid="use-instead"
              aria-label={`${texts.people.useInstead}: ${hit.name}`}
              onClick={() => onUse(hit)}
            >
              {texts.people.useInstead}
            </Button>
          </li>
        ))}
      </ul>
      <div className={styles.choices}>
        <Button data-testid="create-anyway" disabled={busy} onClick={onAnyway}>
          {texts.people.createAnyway}
        </Button>
      </div>
    </div>
  );
}

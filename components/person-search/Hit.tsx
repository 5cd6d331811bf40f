import type { PersonHit } from '../../lib/core/person-hit.ts';
import { Avatar } from '../call-card/Avatar.tsx';
import { useLanguage } from '../surroundings.tsx';
import styles from './person-search.module.css';

/** A found person in two lines: name, and what tells them apart from others of that name. */
export function Hit({ hit }: { hit: PersonHit }) {
  const { texts } = useLanguage();
  const about = [hit.ticket, hit.organization, hit.email, hit.phone ?? hit.mobile].filter(Boolean);
  return (
    <span className={styles.hit} data-testid="hit" data-user-id={hit.userId}>
      <Avatar name={hit.name} id={hit.userId} image={hit.image} small />
      <span className={styles.hitText}>
        <span className={styles.hitName}>
          <bdi className={styles.hitNameText}>{hit.name}</bdi>
          {hit.vip && <span className={styles.vip}>{texts.who.vip}</span>}
        </span>
        <span className={styles.hitMeta}>
          <bdi>{about.join(' · ')}</bdi>
        </span>
      </span>
    </span>
  );
}

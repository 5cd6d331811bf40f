import type { PersonHit } from '../../lib/core/person-hit.ts';
import { PersonLine } from '../call-card/PersonLine.tsx';
import { factsLine } from '../facts-line.ts';
import styles from './person-search.module.css';

/** A found person in two lines: name, and what tells them apart from others of that name. */
export function Hit({ hit }: { hit: PersonHit }) {
  return (
    <span className={styles.hit} data-testid="hit" data-user-id={hit.userId}>
      <PersonLine person={hit}>
        <bdi>{factsLine([hit.ticket, hit.organization, hit.email, hit.phone ?? hit.mobile])}</bdi>
      </PersonLine>
    </span>
  );
}

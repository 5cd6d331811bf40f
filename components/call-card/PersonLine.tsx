import type { ReactNode } from 'react';
import { Avatar } from './Avatar.tsx';
import styles from './person-line.module.css';
import { Vip } from './Vip.tsx';

export interface PersonLineProps {
  person: { userId: number; name: string; image?: string | undefined; vip?: boolean | undefined };
  /** Only a guess. */
  weak?: boolean | undefined;
  /** What tells them apart from others. */
  children: ReactNode;
}

/** A person in two lines behind their picture; stands in a row of its user's. */
export function PersonLine({ person, weak, children }: PersonLineProps) {
  const { userId, name, image, vip } = person;
  return (
    <>
      <Avatar name={name} id={userId} image={image} small />
      <span className={styles.text}>
        <span className={styles.name} data-weak={weak}>
          <bdi className={styles.nameText}>{name}</bdi>
          {vip && <Vip />}
        </span>
        <span className={styles.meta}>{children}</span>
      </span>
    </>
  );
}

import { factsLine } from '../facts-line.ts';
import { useLanguage } from '../surroundings.tsx';
import type { Who } from './call-line.ts';
import styles from './caller-name.module.css';

/** Who it is, and how many others it may have been. */
export function CallerName({ who }: { who: Who }) {
  const { texts } = useLanguage();
  return (
    <span className={styles.name} title={who.name}>
      {who.name}
      {who.others > 0 && (
        <span className={styles.others} title={texts.history.moreNames(who.others)}>
          {' '}
          {texts.history.more(who.others)}
        </span>
      )}
    </span>
  );
}

/** Number and organisation in one line, where there is something besides the name. */
export function CallerAbout({ who }: { who: Who }) {
  const about = factsLine([who.number, who.organization]);
  return about && <p className={styles.about}>{about}</p>;
}

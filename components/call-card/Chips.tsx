import type { CardView } from '../../lib/core/card.ts';
import { useLanguage, useNow } from '../surroundings.tsx';
import { isLive } from './card-state.ts';
import styles from './chips.module.css';

/**
 * What is known of the call in a word each: line, queue, language of the line, the caller's time.
 * All of it is known in the first frame (the time zone belongs to the number).
 */
export function Chips({ card }: { card: CardView }) {
  const { texts, times } = useLanguage();
  const { call, zone } = card;
  const now = useNow(zone !== undefined && isLive(call), 60_000);
  const local = zone === undefined ? undefined : times.inZone(now, zone);
  const { label, display, language } = call.line;
  // Who had the call before takes the line's place in the bar.
  const line =
    call.transferredFrom && call.direction !== 'internal' ? (label ?? display) : undefined;
  const queue = call.queue?.toLowerCase() === label?.toLowerCase() ? undefined : call.queue;
  const place = zone?.split('/').at(-1)?.replaceAll('_', ' ');
  if (!local && !language && !queue && !line) return null;
  return (
    <p className={styles.chips}>
      {line && (
        <span className={styles.chip} title={texts.people.lineChip(line)}>
          {line}
        </span>
      )}
      {queue && (
        <span className={styles.chip} data-testid="queue" title={texts.people.queueChip(queue)}>
          {queue}
        </span>
      )}
      {language && (
        <span
          className={styles.chip}
          data-testid="language"
          title={texts.people.speaks(times.language(language))}
        >
          {times.language(language)}
        </span>
      )}
      {local && (
        <span
          className={styles.chip}
          data-warn={local.night}
          data-testid="local-time"
          title={place}
        >
          {local.night ? texts.people.nightThere(local.clock) : texts.people.there(local.clock)}
        </span>
      )}
    </p>
  );
}

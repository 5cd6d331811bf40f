import styles from './avatar.module.css';

/** Initials on a colour that stays with the person; a question mark for nobody. */
export function Avatar({ name, id, small }: { name?: string; id?: number; small?: boolean }) {
  const letters = name === undefined ? '?' : initials(name);
  const shade = name === undefined ? 'none' : String(Math.abs(id ?? 0) % 6);
  return (
    <span className={styles.avatar} data-shade={shade} data-small={small} aria-hidden="true">
      {letters}
    </span>
  );
}

const segments = (text: string) => Array.from(text, (character) => character);

/** First letters of the first and last word, by whole characters (not halves of them). */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = segments(words[0] ?? '')[0] ?? '?';
  const last = words.length > 1 ? (segments(words.at(-1) ?? '')[0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}

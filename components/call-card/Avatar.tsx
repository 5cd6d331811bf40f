import { useState } from 'react';
import { usePicture } from '../surroundings.tsx';
import styles from './avatar.module.css';

export interface AvatarProps {
  name?: string | undefined;
  id?: number | undefined;
  /** Hash of the picture in Zammad; initials where there is none or it does not load. */
  image?: string | undefined;
  small?: boolean;
}

/** Picture or initials on a colour that stays with the person; a question mark for nobody. */
export function Avatar({ name, id, image, small }: AvatarProps) {
  const picture = usePicture(image);
  const [broken, setBroken] = useState<string>();
  const letters = name === undefined ? '?' : initials(name);
  const shade = name === undefined ? 'none' : String(Math.abs(id ?? 0) % 6);
  return (
    <span className={styles.avatar} data-shade={shade} data-small={small} aria-hidden="true">
      {letters}
      {picture && picture !== broken && (
        <img
          className={styles.picture}
          src={picture}
          alt=""
          referrerPolicy="no-referrer"
          draggable={false}
          onError={() => setBroken(picture)}
        />
      )}
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

import type { ReactNode } from 'react';
import type { Texts } from '../../lib/i18n/texts.ts';
import { useLanguage } from '../surroundings.tsx';
import styles from './options-view.module.css';

/** In the order of the page. The names are anchors: `options.html#opening`. */
export const SECTIONS = [
  'connection',
  'calls',
  'opening',
  'notes',
  'sound',
  'dial',
  'language',
  'backup',
  'privacy',
  'diagnostics',
] as const satisfies (keyof Texts['settingsPage']['section'])[];
export type SectionId = (typeof SECTIONS)[number];

export function Section({ id, children }: { id: SectionId; children: ReactNode }) {
  const { texts } = useLanguage();
  return (
    <section id={id} className={styles.section} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className={styles.title}>
        {texts.settingsPage.section[id]}
      </h2>
      {children}
    </section>
  );
}

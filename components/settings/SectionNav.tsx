import { useLanguage } from '../surroundings.tsx';
import styles from './options-view.module.css';
import { SECTIONS } from './Section.tsx';
import { useCurrentSection } from './use-current-section.ts';

/** The way to each section; the one in view is marked. */
export function SectionNav() {
  const { texts } = useLanguage();
  const t = texts.settingsPage;
  const current = useCurrentSection(SECTIONS);
  return (
    <nav className={styles.nav} aria-label={t.sections}>
      <ul>
        {SECTIONS.map((id) => (
          <li key={id}>
            <a href={`#${id}`} aria-current={id === current ? 'location' : undefined}>
              {t.section[id]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

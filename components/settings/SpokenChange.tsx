import { useLanguage } from '../surroundings.tsx';
import unseen from '../unseen.module.css';
import { useSettings } from './settings-context.tsx';

/** Says for those who do not see it what came of the last change. */
export function SpokenChange() {
  const { texts } = useLanguage();
  const t = texts.settingsPage;
  const { last } = useSettings();
  const name = last && t.setting[last.key].name;
  return (
    <p role="status" className={unseen.words} data-testid="spoken">
      {name && (last.kind === 'failed' ? t.failedOf(name) : t.savedOf(name))}
    </p>
  );
}

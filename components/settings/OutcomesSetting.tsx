import { TextInput } from '../form/TextInput.tsx';
import { useLanguage } from '../surroundings.tsx';
import { ListSetting } from './ListSetting.tsx';
import styles from './settings.module.css';

const MOST = 30;
const LONGEST = 60;

/** How calls end, in the agent's own words. */
export function OutcomesSetting() {
  const { texts } = useLanguage();
  const t = texts.settingsPage;
  return (
    <ListSetting
      of="outcomes"
      most={MOST}
      empty=""
      nameOf={(outcome) => outcome}
      isEmpty={(outcome) => outcome.trim() === ''}
      isRight={(outcome) => outcome.trim().length <= LONGEST}
      clean={(outcome) => outcome.trim()}
      fields={({ value, change, disabled }) => (
        <div className={styles.long}>
          <TextInput
            aria-label={t.setting.outcomes.name}
            maxLength={LONGEST}
            disabled={disabled}
            value={value}
            onChange={change}
          />
        </div>
      )}
      none={t.outcomesNone}
      preview={(outcomes) => (
        <ul className={styles.chips} aria-label={t.outcomesNow}>
          {[...new Set(outcomes)].map((outcome) => (
            <li key={outcome} className={styles.chip}>
              {outcome}
            </li>
          ))}
        </ul>
      )}
    />
  );
}

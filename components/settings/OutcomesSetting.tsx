import { TextInput } from '../form/TextInput.tsx';
import { useLanguage } from '../surroundings.tsx';
import { ListEditor } from './ListEditor.tsx';
import { SettingRow } from './SettingRow.tsx';
import { useSetting } from './settings-context.tsx';
import styles from './settings.module.css';
import { useList } from './use-list.ts';

const MOST = 30;
const LONGEST = 60;

/** How calls end, in the agent's own words. */
export function OutcomesSetting() {
  const { texts } = useLanguage();
  const t = texts.settingsPage;
  const { value, set } = useSetting('outcomes');
  const list = useList<string>({
    stored: value,
    isEmpty: (outcome) => outcome.trim() === '',
    isRight: (outcome) => outcome.trim().length <= LONGEST,
    clean: (outcome) => outcome.trim(),
    save: set,
  });
  return (
    <SettingRow
      of="outcomes"
      wide
      group
      preview={
        value.length === 0 ? (
          t.outcomesNone
        ) : (
          <ul className={styles.chips} aria-label={t.outcomesNow}>
            {[...new Set(value)].map((outcome) => (
              <li key={outcome} className={styles.chip}>
                {outcome}
              </li>
            ))}
          </ul>
        )
      }
      control={({ disabled, 'data-testid': testId }) => (
        <ListEditor
          list={list}
          most={MOST}
          disabled={disabled}
          nameOf={(outcome) => outcome}
          empty=""
          testId={testId}
          fields={({ key, value: outcome }) => (
            <div className={styles.long}>
              <TextInput
                aria-label={t.setting.outcomes.name}
                maxLength={LONGEST}
                disabled={disabled}
                value={outcome}
                onChange={(text) => list.change(key, text)}
              />
            </div>
          )}
        />
      )}
    />
  );
}

import { TextArea } from '../form/TextArea.tsx';
import { TextInput } from '../form/TextInput.tsx';
import { useLanguage } from '../surroundings.tsx';
import { ListSetting } from './ListSetting.tsx';
import styles from './settings.module.css';

const MOST = 100;
const NAME_MAX = 60;
const LINE_MAX = 100;
const TEXT_MAX = 10_000;
/** So much of a text is enough to know it by. */
const GLIMPSE = 80;

/** Texts for notes, by button or by line. */
export function TemplatesSetting() {
  const { texts } = useLanguage();
  const t = texts.settingsPage;
  return (
    <ListSetting
      of="templates"
      most={MOST}
      empty={{ name: '', text: '' }}
      nameOf={({ name }) => name}
      isEmpty={({ name, line = '', text }) => `${name}${line}${text}`.trim() === ''}
      isRight={({ name, text }) => name.trim() !== '' && text.trim() !== ''}
      clean={({ name, line, text }) => ({
        name: name.trim(),
        ...(line?.trim() ? { line: line.trim() } : {}),
        text,
      })}
      fields={({ value: template, change, disabled, complain }) => {
        const { name, line = '', text } = template;
        return (
          <>
            <div className={styles.half}>
              <TextInput
                aria-label={t.template.name}
                placeholder={t.template.name}
                maxLength={NAME_MAX}
                disabled={disabled}
                value={name}
                problem={complain && name.trim() === '' ? t.needName : undefined}
                onChange={(typed) => change({ ...template, name: typed })}
              />
            </div>
            <div className={styles.half}>
              <TextInput
                aria-label={t.template.line}
                placeholder={t.template.line}
                maxLength={LINE_MAX}
                disabled={disabled}
                value={line}
                onChange={(typed) => change({ ...template, line: typed })}
              />
            </div>
            <div className={styles.whole}>
              <TextArea
                aria-label={t.template.text}
                placeholder={t.template.text}
                maxLength={TEXT_MAX}
                disabled={disabled}
                value={text}
                problem={complain && text.trim() === '' ? t.needText : undefined}
                onChange={(typed) => change({ ...template, text: typed })}
              />
            </div>
          </>
        );
      }}
      none={t.templatesNone}
      preview={(templates) => (
        <ul className={styles.plainList}>
          {templates.map(({ name, line, text }, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows hold no state
            <li key={at}>{line ? t.templateNow(line, glimpse(text)) : t.templateButton(name)}</li>
          ))}
        </ul>
      )}
    />
  );
}

function glimpse(text: string): string {
  const one = text.replace(/\s+/g, ' ').trim();
  return one.length > GLIMPSE ? `${one.slice(0, GLIMPSE)}…` : one;
}

import type { NoteTemplate } from '../../lib/core/settings.ts';
import { TextArea } from '../form/TextArea.tsx';
import { TextInput } from '../form/TextInput.tsx';
import { useLanguage } from '../surroundings.tsx';
import { ListEditor } from './ListEditor.tsx';
import { SettingRow } from './SettingRow.tsx';
import { useSetting } from './settings-context.tsx';
import styles from './settings.module.css';
import { useList } from './use-list.ts';

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
  const { value, set } = useSetting('templates');
  const list = useList<NoteTemplate>({
    stored: value,
    isEmpty: ({ name, line = '', text }) => `${name}${line}${text}`.trim() === '',
    isRight: ({ name, text }) => name.trim() !== '' && text.trim() !== '',
    clean: ({ name, line, text }) => ({
      name: name.trim(),
      ...(line?.trim() ? { line: line.trim() } : {}),
      text,
    }),
    save: set,
  });
  return (
    <SettingRow
      of="templates"
      wide
      group
      preview={
        value.length === 0 ? (
          t.templatesNone
        ) : (
          <ul className={styles.plainList}>
            {value.map(({ name, line, text }, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- rows hold no state
              <li key={at}>{line ? t.templateNow(line, glimpse(text)) : t.templateButton(name)}</li>
            ))}
          </ul>
        )
      }
      control={({ disabled, 'data-testid': testId }) => (
        <ListEditor
          list={list}
          most={MOST}
          disabled={disabled}
          nameOf={({ name }) => name}
          empty={{ name: '', text: '' }}
          testId={testId}
          fields={({ key, value: template }) => {
            const { name, line = '', text } = template;
            const shown = list.left.has(key) && `${name}${line}${text}` !== '';
            return (
              <>
                <div className={styles.half}>
                  <TextInput
                    aria-label={t.template.name}
                    placeholder={t.template.name}
                    maxLength={NAME_MAX}
                    disabled={disabled}
                    value={name}
                    problem={shown && name.trim() === '' ? t.needName : undefined}
                    onChange={(typed) => list.change(key, { ...template, name: typed })}
                  />
                </div>
                <div className={styles.half}>
                  <TextInput
                    aria-label={t.template.line}
                    placeholder={t.template.line}
                    maxLength={LINE_MAX}
                    disabled={disabled}
                    value={line}
                    onChange={(typed) => list.change(key, { ...template, line: typed })}
                  />
                </div>
                <div className={styles.whole}>
                  <TextArea
                    aria-label={t.template.text}
                    placeholder={t.template.text}
                    maxLength={TEXT_MAX}
                    disabled={disabled}
                    value={text}
                    problem={shown && text.trim() === '' ? t.needText : undefined}
                    onChange={(typed) => list.change(key, { ...template, text: typed })}
                  />
                </div>
              </>
            );
          }}
        />
      )}
    />
  );
}

function glimpse(text: string): string {
  const one = text.replace(/\s+/g, ' ').trim();
  return one.length > GLIMPSE ? `${one.slice(0, GLIMPSE)}…` : one;
}

import type { CardLink } from '../../lib/core/settings.ts';
import { fillUrl, PLACEHOLDERS } from '../../lib/core/url-template.ts';
import { TextInput } from '../form/TextInput.tsx';
import { useLanguage, useNow } from '../surroundings.tsx';
import { ListEditor } from './ListEditor.tsx';
import { Placeholders } from './Placeholders.tsx';
import { idaValues } from './sample.ts';
import { SettingRow } from './SettingRow.tsx';
import { useSetting } from './settings-context.tsx';
import styles from './settings.module.css';
import { readUrl } from './template-check.ts';
import { useList } from './use-list.ts';

const MOST = 10;
const NAME_MAX = 60;

/** The agent's own links on each card. */
export function LinksSetting() {
  const { texts } = useLanguage();
  const t = texts.opening;
  const words = texts.settingsPage;
  const { value, set } = useSetting('links');
  const url = (link: CardLink) => readUrl(link.url, words, { mayBeEmpty: false });
  const list = useList<CardLink>({
    stored: value,
    isEmpty: ({ name, url: address }) => name.trim() === '' && address.trim() === '',
    isRight: (link) => link.name.trim() !== '' && url(link).ok,
    clean: ({ name, url: address }) => ({ name: name.trim(), url: address.trim() }),
    save: set,
  });
  return (
    <SettingRow
      of="links"
      wide
      group
      preview={value.length === 0 ? t.linksNone : <LinksPreview links={value} />}
      control={({ disabled, 'data-testid': testId }) => (
        <>
          <ListEditor
            list={list}
            most={MOST}
            disabled={disabled}
            nameOf={({ name }) => name}
            empty={{ name: '', url: '' }}
            testId={testId}
            fields={({ key, value: link }) => {
              const shown = list.left.has(key) && (link.name !== '' || link.url !== '');
              const checked = url(link);
              return (
                <>
                  <div className={styles.short}>
                    <TextInput
                      aria-label={t.linkName}
                      placeholder={t.linkName}
                      maxLength={NAME_MAX}
                      disabled={disabled}
                      value={link.name}
                      problem={shown && link.name.trim() === '' ? words.needName : undefined}
                      onChange={(name) => list.change(key, { ...link, name })}
                    />
                  </div>
                  <div className={styles.long}>
                    <TextInput
                      aria-label={t.linkUrl}
                      placeholder="https://"
                      spellCheck={false}
                      disabled={disabled}
                      value={link.url}
                      problem={shown && !checked.ok ? checked.problem : undefined}
                      onChange={(address) => list.change(key, { ...link, url: address })}
                    />
                  </div>
                </>
              );
            }}
          />
          <Placeholders names={PLACEHOLDERS} optional />
        </>
      )}
    />
  );
}

/** Each link as it leads on for the sample caller. */
function LinksPreview({ links }: { links: readonly CardLink[] }) {
  const { texts } = useLanguage();
  const now = useNow(true, 60_000);
  return (
    <ul className={styles.plainList}>
      {links.map(({ name, url }, at) => {
        const filled = fillUrl(url, idaValues(now));
        const empty = !filled.ok && filled.code === 'open/empty-variable';
        return (
          // The order is the only identity that two equal links have.
          // oxlint-disable-next-line react/no-array-index-key -- rows hold no state
          <li key={at}>
            <span className={styles.chip}>{name}</span>{' '}
            {filled.ok
              ? filled.url
              : empty
                ? texts.opening.emptyVariable(filled.detail ?? '')
                : texts.settingsPage.badUrl}
          </li>
        );
      })}
    </ul>
  );
}

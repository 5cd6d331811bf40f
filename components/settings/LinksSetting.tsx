import type { CardLink } from '../../lib/core/settings.ts';
import { fillUrl, PLACEHOLDERS } from '../../lib/core/url-template.ts';
import { TextInput } from '../form/TextInput.tsx';
import { useLanguage, useNow } from '../surroundings.tsx';
import { ListSetting } from './ListSetting.tsx';
import { Placeholders } from './Placeholders.tsx';
import { idaValues } from './sample.ts';
import styles from './settings.module.css';
import { readUrl } from './template-check.ts';

const MOST = 10;
const NAME_MAX = 60;

/** The agent's own links on each card. */
export function LinksSetting() {
  const { texts } = useLanguage();
  const t = texts.opening;
  const words = texts.settingsPage;
  const read = (url: string) => readUrl(url, words, { mayBeEmpty: false });
  return (
    <ListSetting
      of="links"
      most={MOST}
      empty={{ name: '', url: '' }}
      nameOf={({ name }) => name}
      isEmpty={({ name, url }) => name.trim() === '' && url.trim() === ''}
      isRight={({ name, url }) => name.trim() !== '' && read(url).ok}
      clean={({ name, url }) => ({ name: name.trim(), url: url.trim() })}
      fields={({ value: link, change, disabled, complain }) => {
        const checked = read(link.url);
        return (
          <>
            <div className={styles.short}>
              <TextInput
                aria-label={t.linkName}
                placeholder={t.linkName}
                maxLength={NAME_MAX}
                disabled={disabled}
                value={link.name}
                problem={complain && link.name.trim() === '' ? words.needName : undefined}
                onChange={(name) => change({ ...link, name })}
              />
            </div>
            <div className={styles.long}>
              <TextInput
                aria-label={t.linkUrl}
                placeholder="https://"
                spellCheck={false}
                disabled={disabled}
                value={link.url}
                problem={complain && !checked.ok ? checked.problem : undefined}
                onChange={(url) => change({ ...link, url })}
              />
            </div>
          </>
        );
      }}
      below={<Placeholders names={PLACEHOLDERS} optional />}
      none={t.linksNone}
      preview={(links) => <LinksPreview links={links} />}
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

import { fillUrl, PLACEHOLDERS } from '../../lib/core/url-template.ts';
import { useLanguage, useNow } from '../surroundings.tsx';
import { LinksSetting } from './LinksSetting.tsx';
import { NumberSetting } from './NumberSetting.tsx';
import { Placeholders } from './Placeholders.tsx';
import { RulesSetting } from './RulesSetting.tsx';
import { idaValues } from './sample.ts';
import { useSetting, useSettings } from './settings-context.tsx';
import styles from './settings.module.css';
import { readUrl } from './template-check.ts';
import { TextSetting } from './TextSetting.tsx';

const DAY_MS = 86_400_000;

/** What opens, and which of the two opens it. */
export function OpeningSection() {
  const { texts, locale } = useLanguage();
  const t = texts.opening;
  const { opener } = useSettings();
  const now = useNow(true, 60_000);
  const days = useSetting('recentDays').value;
  const since = new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(now - days * DAY_MS);
  return (
    <>
      <p className={styles.fact} data-testid="opener" data-by={opener.by}>
        <span className={styles.factName}>{t.who}: </span>
        {t.why[opener.by === 'nobody' && opener.why === 'rules' ? 'off' : opener.why]}
      </p>
      <RulesSetting />
      <NumberSetting
        of="recentDays"
        least={1}
        most={3_650}
        unit={texts.settingsPage.days}
        preview={t.sinceDate(since)}
      />
      <TextSetting
        of="ruleUrl"
        placeholder="https://"
        read={(text) => readUrl(text, texts.settingsPage, { mayBeEmpty: true })}
        preview={<UrlPreview />}
        help={<Placeholders names={PLACEHOLDERS} optional />}
      />
      <LinksSetting />
    </>
  );
}

function UrlPreview() {
  const { texts } = useLanguage();
  const now = useNow(true, 60_000);
  const { value } = useSetting('ruleUrl');
  if (value === '') return texts.opening.urlNone;
  const filled = fillUrl(value, idaValues(now));
  if (filled.ok) return texts.opening.urlNow(filled.url);
  return filled.code === 'open/empty-variable'
    ? texts.opening.emptyVariable(filled.detail ?? '')
    : texts.settingsPage.badUrl;
}

import { useLanguage, useNow } from '../surroundings.tsx';
import { ChoiceSetting } from './ChoiceSetting.tsx';

const EARLIER_MS = 3 * 86_400_000;

/** The language; the page itself is its preview, the line shows a bit of the card. */
export function LanguageSection() {
  const { texts, times } = useLanguage();
  const now = useNow(true, 60_000);
  const contact = texts.who.lastContact(times.age(now - EARLIER_MS, now));
  return (
    <ChoiceSetting
      of="locale"
      options={[
        { value: 'auto', label: texts.settings.localeAuto },
        { value: 'de', label: 'Deutsch' },
        { value: 'en', label: 'English' },
      ]}
      preview={`${texts.state.ringing} · Ida Plus · ${contact}`}
    />
  );
}

import { useLanguage } from '../surroundings.tsx';
import { ChoiceSetting } from './ChoiceSetting.tsx';
import { SAMPLE_DISPLAY, SAMPLE_NUMBER } from './sample.ts';
import { useSetting } from './settings-context.tsx';

/** Who dials. */
export function DiallingSection() {
  const { texts } = useLanguage();
  const { dialNow } = texts.settingsPage;
  const dial = useSetting('dial').value;
  const now = {
    system: dialNow.system(`tel:${SAMPLE_NUMBER}`),
    relay: dialNow.relay(SAMPLE_DISPLAY),
    off: dialNow.off,
  };
  return (
    <ChoiceSetting
      of="dial"
      wide
      options={[
        { value: 'system', label: texts.settings.dialSystem },
        { value: 'relay', label: texts.settings.dialRelay },
        { value: 'off', label: texts.settings.dialOff },
      ]}
      preview={now[dial]}
    />
  );
}

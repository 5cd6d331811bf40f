import { useLanguage } from '../surroundings.tsx';
import { CardMoment } from './CardMoment.tsx';
import { ChoiceSetting } from './ChoiceSetting.tsx';
import { useSetting } from './settings-context.tsx';
import styles from './settings.module.css';
import { SwitchSetting } from './SwitchSetting.tsx';

/** Phone, card, strip. */
export function CallsSection() {
  const { texts } = useLanguage();
  const t = texts.settingsPage;
  const phone = useSetting('phone').value;
  const cardIn = useSetting('cardIn').value;
  const cardOut = useSetting('cardOut').value;
  const strip = useSetting('strip').value;
  const moments = (answer: string) => [
    { value: 'ring' as const, label: t.when.ring },
    { value: 'answer' as const, label: answer },
    { value: 'off' as const, label: t.when.off },
  ];
  return (
    <>
      <ChoiceSetting
        of="phone"
        options={[
          { value: 'on', label: texts.popup.phoneOn },
          { value: 'quiet', label: texts.popup.phoneQuiet },
        ]}
        preview={phone === 'on' ? t.phoneOnNow : t.phoneQuietNow}
      />
      <ChoiceSetting
        of="cardIn"
        options={moments(t.when.answer)}
        preview={<CardMoment when={cardIn} />}
      />
      <ChoiceSetting
        of="cardOut"
        options={moments(t.when.answerOut)}
        preview={<CardMoment when={cardOut} />}
      />
      <SwitchSetting
        of="strip"
        preview={strip ? <span className={styles.strip}>{t.stripSample}</span> : t.stripOff}
      />
    </>
  );
}

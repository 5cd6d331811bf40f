import { useState } from 'react';
import type { Answer } from '../../lib/core/card-actions.ts';
import type { Settings } from '../../lib/core/settings.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import { ChoiceSetting } from './ChoiceSetting.tsx';
import { QuietHoursSetting } from './QuietHoursSetting.tsx';
import { SAMPLE_LINE } from './sample.ts';
import { useSetting } from './settings-context.tsx';
import styles from './settings.module.css';
import { SwitchSetting } from './SwitchSetting.tsx';
import { VolumeSetting } from './VolumeSetting.tsx';

export interface TryOut {
  /** Sounds here and now, on whatever this machine plays. */
  playSound: (sound: Settings['sound'], volume: number) => void;
  showNotification: (about: { title: string; message: string }) => Promise<Answer>;
}

/** What is heard and what the system shows, and when neither comes. */
export function SoundSection({ playSound, showNotification }: TryOut) {
  const { texts } = useLanguage();
  const t = texts.settingsPage;
  const sound = useSetting('sound').value;
  const volume = useSetting('volume').value;
  const notifications = useSetting('notifications').value;
  const outOfOffice = useSetting('outOfOffice').value;
  const [shown, setShown] = useState<'yes' | 'no'>();

  async function notify(): Promise<void> {
    const title = t.notifyTitle('Ida Plus');
    const answer = await showNotification({ title, message: `${SAMPLE_LINE} · ${t.notifyText}` });
    setShown(answer.ok ? 'yes' : 'no');
  }

  return (
    <>
      <ChoiceSetting
        of="sound"
        options={[
          { value: 'off', label: texts.settings.soundOff },
          { value: 'soft', label: texts.settings.soundSoft },
          { value: 'ring', label: texts.settings.soundRing },
        ]}
        beside={
          <Button
            data-testid="play-sound"
            disabled={sound === 'off' || volume === 0}
            onClick={() => playSound(sound, volume)}
          >
            {t.listen}
          </Button>
        }
        preview={t.soundNow[volume === 0 ? 'off' : sound]}
      />
      <VolumeSetting onListen={() => playSound(sound, volume)} />
      <SwitchSetting
        of="notifications"
        beside={
          <Button data-testid="try-notification" onClick={() => void notify()}>
            {t.notify}
          </Button>
        }
        preview={
          <>
            <NotificationPicture on={notifications} />
            <span role="status" className={styles.answer} data-testid="notification-answer">
              {shown === 'yes' && t.notified}
              {shown === 'no' && t.notifyFailed}
            </span>
          </>
        }
      />
      <QuietHoursSetting />
      <SwitchSetting of="outOfOffice" preview={outOfOffice ? t.awayOn : t.awayOff} />
    </>
  );
}

/** A small picture of what the system shows. */
function NotificationPicture({ on }: { on: boolean }) {
  const { texts } = useLanguage();
  const t = texts.settingsPage;
  if (!on) return t.notifyOff;
  return (
    <span className={styles.notice}>
      <span className={styles.noticeCard} aria-hidden="true">
        <b>{t.notifyTitle('Ida Plus')}</b>
        <span>{SAMPLE_LINE} · +49 30 609854180</span>
      </span>
      {t.notifyOn}
    </span>
  );
}

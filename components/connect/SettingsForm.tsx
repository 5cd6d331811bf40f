import { Choice } from '../form/Choice.tsx';
import { Switch } from '../form/Switch.tsx';
import { useLanguage } from '../surroundings.tsx';
import styles from './connect.module.css';

/** What an agent can choose. The contract's `Settings` has the same shape. */
export interface SettingsValues {
  phone: 'on' | 'quiet';
  dial: 'system' | 'relay' | 'off';
  sound: 'off' | 'soft' | 'ring';
  notifications: boolean;
  locale: 'auto' | 'de' | 'en';
}

export interface SettingsFormProps {
  settings: SettingsValues;
  /** Each change counts at once. */
  onChange: (part: Partial<SettingsValues>) => void;
}

export function SettingsForm({ settings, onChange }: SettingsFormProps) {
  const { texts } = useLanguage();
  const t = texts.settings;
  return (
    <div className={styles.form}>
      <Switch
        label={`${texts.popup.phone}: ${settings.phone === 'on' ? texts.popup.phoneOn : texts.popup.phoneQuiet}`}
        help={settings.phone === 'on' ? texts.popup.phoneOnHint : texts.popup.phoneQuietHint}
        on={settings.phone === 'on'}
        data-testid="setting-phone"
        onChange={(on) => onChange({ phone: on ? 'on' : 'quiet' })}
      />
      <Switch
        label={t.notifications}
        on={settings.notifications}
        data-testid="setting-notifications"
        onChange={(notifications) => onChange({ notifications })}
      />
      <Choice
        label={t.sound}
        value={settings.sound}
        data-testid="setting-sound"
        options={[
          { value: 'off', label: t.soundOff },
          { value: 'soft', label: t.soundSoft },
          { value: 'ring', label: t.soundRing },
        ]}
        onChange={(sound) => onChange({ sound })}
      />
      <Choice
        label={t.dial}
        value={settings.dial}
        data-testid="setting-dial"
        options={[
          { value: 'system', label: t.dialSystem },
          { value: 'relay', label: t.dialRelay },
          { value: 'off', label: t.dialOff },
        ]}
        onChange={(dial) => onChange({ dial })}
      />
      <Choice
        label={t.locale}
        value={settings.locale}
        data-testid="setting-locale"
        options={[
          { value: 'auto', label: t.localeAuto },
          { value: 'de', label: 'Deutsch' },
          { value: 'en', label: 'English' },
        ]}
        onChange={(locale) => onChange({ locale })}
      />
    </div>
  );
}

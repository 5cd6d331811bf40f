import { useLanguage } from '../surroundings.tsx';
import { Switch } from '../form/Switch.tsx';

export interface PhoneSwitchProps {
  phone: 'on' | 'quiet';
  onChange: (phone: 'on' | 'quiet') => void;
}

/** On or quiet: card, notification, sound and opening together. */
export function PhoneSwitch({ phone, onChange }: PhoneSwitchProps) {
  const { texts } = useLanguage();
  const on = phone === 'on';
  return (
    <Switch
      label={`${texts.popup.phone}: ${on ? texts.popup.phoneOn : texts.popup.phoneQuiet}`}
      help={on ? texts.popup.phoneOnHint : texts.popup.phoneQuietHint}
      on={on}
      data-testid="phone-switch"
      onChange={(next) => onChange(next ? 'on' : 'quiet')}
    />
  );
}

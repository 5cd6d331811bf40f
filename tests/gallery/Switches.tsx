import { type GalleryAddress, LOCALES, MOTIONS, THEMES, WIDTHS } from './gallery-address.ts';

export interface SwitchesProps {
  address: GalleryAddress;
  onChange: (part: Partial<GalleryAddress>) => void;
}

const WIDTH_NAMES = { own: 'Own', full: 'Full', 320: '320', 360: '360', 480: '480' } as const;

/** Theme, language, width, motion. */
export function Switches({ address, onChange }: SwitchesProps) {
  return (
    <div className="switches">
      <Choice
        name="Theme"
        value={address.theme}
        all={THEMES}
        names={{ light: 'Light', dark: 'Dark' }}
        onChange={(theme) => onChange({ theme })}
      />
      <Choice
        name="Language"
        value={address.locale}
        all={LOCALES}
        names={{ en: 'English', de: 'Deutsch' }}
        onChange={(locale) => onChange({ locale })}
      />
      <Choice
        name="Width"
        value={address.width}
        all={WIDTHS}
        names={WIDTH_NAMES}
        onChange={(width) => onChange({ width })}
      />
      <Choice
        name="Motion"
        value={address.motion}
        all={MOTIONS}
        names={{ full: 'As set', reduce: 'Reduced' }}
        onChange={(motion) => onChange({ motion })}
      />
    </div>
  );
}

interface ChoiceProps<T extends string> {
  name: string;
  value: T;
  all: readonly T[];
  names: Record<T, string>;
  onChange: (value: T) => void;
}

function Choice<T extends string>({ name, value, all, names, onChange }: ChoiceProps<T>) {
  return (
    <fieldset>
      <legend>{name}</legend>
      {all.map((each) => (
        <label key={each}>
          <input
            type="radio"
            name={name}
            value={each}
            checked={each === value}
            onChange={() => onChange(each)}
          />
          {names[each]}
        </label>
      ))}
    </fieldset>
  );
}

import { Options } from '../form/Options.tsx';
import small from '../form/small-field.module.css';
import { SmallField } from '../form/SmallField.tsx';

export interface ExtraSelectProps {
  label: string;
  value: string;
  /** Words for the empty value; absent: there is none. */
  none?: string;
  options: readonly { value: string; label: string }[];
  disabled: boolean;
  onChange: (value: string) => void;
  'data-testid'?: string;
}

/** A labelled select of the small kind. A kept value that is no longer offered stays visible. */
export function ExtraSelect({ label, value, none, options, onChange, ...rest }: ExtraSelectProps) {
  const known = value === '' || options.some((option) => option.value === value);
  return (
    <SmallField label={label}>
      {(id) => (
        <select
          {...rest}
          id={id}
          className={small.control}
          value={value}
          onChange={(change) => onChange(change.target.value)}
        >
          {none !== undefined && <option value="">{none}</option>}
          {!known && <option value={value}>{value}</option>}
          <Options of={options} />
        </select>
      )}
    </SmallField>
  );
}

import small from '../form/small-field.module.css';
import { SmallField } from '../form/SmallField.tsx';

export interface TextLineProps {
  label: string;
  value: string;
  type?: 'text' | 'email';
  invalid?: boolean;
  onText: (text: string) => void;
  'data-testid'?: string;
}

/** One labelled line of text in the small form of the card. */
export function TextLine({ label, value, type = 'text', invalid, onText, ...rest }: TextLineProps) {
  return (
    <SmallField label={label}>
      {(id) => (
        <input
          {...rest}
          id={id}
          className={small.control}
          data-size="middle"
          type={type}
          dir="auto"
          maxLength={100}
          autoComplete="off"
          aria-invalid={invalid ? true : undefined}
          value={value}
          onChange={(change) => onText(change.target.value)}
        />
      )}
    </SmallField>
  );
}

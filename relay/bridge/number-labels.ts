/** Which field of Zammad a label of the app means, and the other way round. Rules BR7 and BR8. */
import { NUMBER_LABELS, type NumberLabel } from '../config-bridge.ts';

export interface NumberLabels {
  /** All fields with numbers, in the order in which they are told. */
  fields: readonly string[];
  labelOf(field: string): NumberLabel;
  /** Fields a number with this label may stand in, best first; never empty. */
  fieldsFor(label: string): readonly string[];
}

const BUILT_IN: [field: string, label: NumberLabel][] = [
  ['phone', 'WORK'],
  ['mobile', 'MOBILE'],
  ['fax', 'WORKFAX'],
];
const FAMILIES: Partial<Record<NumberLabel, string>> = {
  MOBILE: 'mobile',
  WORKMOBILE: 'mobile',
  WORKFAX: 'fax',
  HOMEFAX: 'fax',
  OTHERFAX: 'fax',
};

/** @param custom attributes of people that hold numbers; @param labels what they are called */
export function createNumberLabels(
  custom: readonly string[],
  labels: Readonly<Record<string, NumberLabel>>,
): NumberLabels {
  const all = new Map<string, NumberLabel>([
    ...BUILT_IN,
    ...custom.map((field): [string, NumberLabel] => [field, labels[field] ?? 'OTHER']),
  ]);
  const fields = [...all.keys()];
  const own = (label: NumberLabel) => fields.filter((field) => all.get(field) === label);
  return {
    fields,
    labelOf: (field) => all.get(field) ?? 'OTHER',
    fieldsFor(text) {
      const known = NUMBER_LABELS.find((label) => label === text.toUpperCase()) ?? 'OTHER';
      const exact = own(known);
      if (exact.length > 0) return exact;
      const family = FAMILIES[known];
      // What Zammad has no field for goes where people look for a number first.
      return [family ?? 'phone'];
    },
  };
}

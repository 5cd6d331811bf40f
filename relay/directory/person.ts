/** A person of Zammad as the directory keeps one: what naming a caller needs, nothing else. */
import { NOTE } from '../../lib/core/match/relation.ts';
import type { Phone } from '../../lib/core/phone.ts';
import { storedNumbers } from '../../lib/core/stored-numbers.ts';
import { personName } from '../../lib/zammad/people.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import { noteNumbers } from './note-numbers.ts';

/** Fields that hold numbers, surest first. */
export const NUMBER_FIELDS = ['phone', 'mobile', 'fax'] as const;
/** One of those, a custom attribute, or `note`. */
export type NumberField = string;

export interface FieldNumber {
  digits: string;
  field: NumberField;
}

export interface DirectoryPerson {
  id: number;
  name: string;
  organization?: string | undefined;
  organizationId?: number | undefined;
  vip: boolean;
  updatedAt: number;
  /** E.164 digits and the field they stand in; each number once, in its surest field. */
  numbers: FieldNumber[];
  /** Numbers without area code, where none is set: only their last digits say something. */
  partial?: FieldNumber[] | undefined;
}

const MAX_NUMBERS = 30;
const MAX_TEXT = 200;

/**
 * @param custom names of further attributes that hold numbers; surer than the fax
 * @param notes take the numbers in the note, too
 * @returns undefined for people who cannot be on the line: inactive ones and those without a number
 */
export function directoryPerson(
  user: ZammadUser,
  phone: Phone,
  custom: readonly string[] = [],
  notes = false,
): DirectoryPerson | undefined {
  if (!user.active) return undefined;
  const numbers = new Map<string, NumberField>();
  const partial = new Map<string, NumberField>();
  const texts: [NumberField, string][] = [
    ['phone', user.phone],
    ['mobile', user.mobile],
    ...custom.map((field): [NumberField, string] => [field, user.extra?.[field] ?? '']),
    ['fax', user.fax],
  ];
  const add = (field: NumberField, digits: string, to: Map<string, NumberField>) => {
    if (!to.has(digits) && numbers.size + partial.size < MAX_NUMBERS) to.set(digits, field);
  };
  for (const [field, text] of texts) {
    for (const number of storedNumbers(text, phone)) {
      add(field, number.digits, number.partial ? partial : numbers);
    }
  }
  if (notes) for (const digits of noteNumbers(user.note ?? '', phone)) add(NOTE, digits, numbers);
  if (numbers.size + partial.size === 0) return undefined;
  return {
    id: user.id,
    name: personName(user).slice(0, MAX_TEXT),
    organization: user.organization?.slice(0, MAX_TEXT) || undefined,
    organizationId: user.organizationId,
    vip: user.vip,
    updatedAt: user.updatedAt,
    numbers: fieldNumbers(numbers),
    ...(partial.size > 0 && { partial: fieldNumbers(partial) }),
  };
}

function fieldNumbers(numbers: ReadonlyMap<string, NumberField>): FieldNumber[] {
  return [...numbers].map(([digits, field]) => ({ digits, field }));
}

/** A person of Zammad as the directory keeps one: what naming a caller needs, nothing else. */
import type { Phone } from '../../lib/core/phone.ts';
import { numbersIn } from '../../lib/core/roster.ts';
import { personName } from '../../lib/zammad/people.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';

/** Fields that hold numbers, surest first. */
export const NUMBER_FIELDS = ['phone', 'mobile', 'fax'] as const;
/** One of those, or a custom attribute. */
export type NumberField = string;

export interface DirectoryPerson {
  id: number;
  name: string;
  organization?: string | undefined;
  vip: boolean;
  updatedAt: number;
  /** E.164 digits and the field they stand in; each number once, in its surest field. */
  numbers: { digits: string; field: NumberField }[];
}

const MAX_NUMBERS = 30;
const MAX_TEXT = 200;

/**
 * @param custom names of further attributes that hold numbers; surer than the fax
 * @returns undefined for people who cannot be on the line: inactive ones and those without a number
 */
export function directoryPerson(
  user: ZammadUser,
  phone: Phone,
  custom: readonly string[] = [],
): DirectoryPerson | undefined {
  if (!user.active) return undefined;
  const numbers = new Map<string, NumberField>();
  const texts: [NumberField, string][] = [
    ['phone', user.phone],
    ['mobile', user.mobile],
    ...custom.map((field): [NumberField, string] => [field, user.extra?.[field] ?? '']),
    ['fax', user.fax],
  ];
  for (const [field, text] of texts) {
    for (const each of numbersIn(text, phone)) {
      const { e164 } = phone.read(each);
      if (e164 && !numbers.has(e164) && numbers.size < MAX_NUMBERS) numbers.set(e164, field);
    }
  }
  if (numbers.size === 0) return undefined;
  return {
    id: user.id,
    name: personName(user).slice(0, MAX_TEXT),
    organization: user.organization?.slice(0, MAX_TEXT) || undefined,
    vip: user.vip,
    updatedAt: user.updatedAt,
    numbers: [...numbers].map(([digits, field]) => ({ digits, field })),
  };
}

/** The fields of a person in Zammad that hold telephone numbers. */
import type { NumberField } from '../../lib/core/person-hit.ts';
import type { Phone } from '../../lib/core/phone.ts';
import { holdsNumber } from '../../lib/core/stored-numbers.ts';
import type { Connection } from '../../lib/storage/connection.ts';
import { isNumberField } from '../../lib/zammad/people.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';

const PLAIN_FIELDS = ['phone', 'mobile', 'fax'] as const;

/** Custom fields that the relay's administrator named. */
export function customFields({ relay }: Connection): string[] {
  const named = relay?.facts?.phoneFields ?? [];
  return named.filter(
    (name) => isNumberField(name) && !PLAIN_FIELDS.some((plain) => plain === name),
  );
}

/** Where a number may be put. @param labels what Zammad calls its attributes, by name */
export function numberFields(
  custom: readonly string[],
  labels: Map<string, string>,
): NumberField[] {
  return [
    ...PLAIN_FIELDS.map((id) => ({ id })),
    ...custom.map((id) => {
      const label = labels.get(id);
      return label ? { id, label } : { id };
    }),
  ];
}

/** What the field holds; `''` when nothing. */
export function valueOf(user: ZammadUser, field: string): string {
  const plain = PLAIN_FIELDS.find((name) => name === field);
  return plain ? user[plain] : (user.extra?.[field] ?? '');
}

/** Every number of a person, by field. */
export function numbersOf(user: ZammadUser): [field: string, value: string][] {
  const plain = PLAIN_FIELDS.map((name): [string, string] => [name, user[name]]);
  return [...plain, ...Object.entries(user.extra ?? {})].filter(([, value]) => value !== '');
}

/** The field that holds this number, in whatever spelling. @param number `+` and E.164 digits */
export function fieldWith(phone: Phone, user: ZammadUser, number: string): string | undefined {
  return numbersOf(user).find(([, value]) => holdsNumber(value, number, phone))?.[0];
}

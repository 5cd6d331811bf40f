/** A person of Zammad as the bridge holds one: what a contact of the app shows. */
import type { Phone } from '../../lib/core/phone.ts';
import { numbersIn } from '../../lib/core/number-list.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import { isStaff } from '../numbers/number-texts.ts';
import type { NumberLabels } from './number-labels.ts';

export interface BridgePerson {
  id: number;
  /** All fields, `''` when empty; numbers as they stand in Zammad. */
  fields: Readonly<Record<string, string>>;
  /** What can be read of the numbers, E.164 digits. */
  digits: readonly string[];
  image: string | undefined;
  /** A colleague: shown, never changed. */
  staff: boolean;
  active: boolean;
  updatedAt: number;
}

/** Longer texts are no names and no numbers. */
const MAX_TEXT = 500;
const ZAMMAD_ITSELF = 1;

/** @param organization name of the person's organisation, when they have one */
export function bridgePerson(
  user: ZammadUser,
  organization: string | undefined,
  labels: NumberLabels,
  phone: Phone,
): BridgePerson {
  const numbers = labels.fields.map((field): [string, string] => [
    field,
    numberText(user, field).slice(0, MAX_TEXT),
  ]);
  const digits = numbers.flatMap(([, text]) =>
    numbersIn(text, phone).flatMap((each) => phone.read(each).e164 ?? []),
  );
  return {
    id: user.id,
    fields: {
      firstname: user.firstname.slice(0, MAX_TEXT),
      lastname: user.lastname.slice(0, MAX_TEXT),
      email: user.email.slice(0, MAX_TEXT),
      organization: organization?.slice(0, MAX_TEXT) ?? '',
      ...Object.fromEntries(numbers),
    },
    digits: [...new Set(digits)],
    image: user.image,
    staff: isStaff(user) || user.id === ZAMMAD_ITSELF,
    active: user.active && user.id !== ZAMMAD_ITSELF,
    updatedAt: user.updatedAt,
  };
}

function numberText(user: ZammadUser, field: string): string {
  if (field === 'phone' || field === 'mobile' || field === 'fax') return user[field];
  return user.extra?.[field] ?? '';
}

/** A contact as a client sends one. Shape of the public framework's `ContactTemplate`. Rule BR8. */
import * as v from 'valibot';
import type { ContactFields } from '../../lib/core/contact-merge.ts';
import type { Phone } from '../../lib/core/phone.ts';
import { numbersIn } from '../../lib/core/number-list.ts';
import { splitName } from '../contact-sync/name-split.ts';
import { badRequest, delegated } from './bridge-error.ts';
import type { NumberLabels } from './number-labels.ts';
import type { SameField } from './same-field.ts';

/** What Zammad keeps of a text; the rest it cuts off without a word (measured on 5.5 and 6.5). */
const MAX_NAME = 100;
const MAX_EMAIL = 140;
const MAX_ORGANIZATION = 100;
const MAX_NUMBER_FIELD = 100;

const text = (most: number) =>
  v.nullish(
    v.pipe(
      v.string(),
      v.maxLength(most),
      v.transform((value) => value.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()),
    ),
  );
const numberText = v.nullish(v.pipe(v.string(), v.maxLength(100)));

export const contactInputSchema = v.object({
  name: text(MAX_NAME * 2),
  firstName: text(MAX_NAME),
  lastName: text(MAX_NAME),
  email: text(MAX_EMAIL),
  organization: text(MAX_ORGANIZATION),
  phoneNumbers: v.pipe(
    v.array(
      v.pipe(
        v.object({
          label: v.pipe(v.string(), v.maxLength(50)),
          phoneNumber: numberText,
          e164: numberText,
        }),
        v.check(({ phoneNumber, e164 }) => typeof (phoneNumber ?? e164) === 'string'),
        v.transform(({ label, phoneNumber, e164 }) => ({
          label,
          number: (phoneNumber ?? e164 ?? '').replace(/[\p{Cc}\p{Cf}]+/gu, '').trim(),
        })),
      ),
    ),
    v.maxLength(50),
  ),
});
export type ContactInput = v.InferOutput<typeof contactInputSchema>;

export type ReadContactInput = (input: ContactInput, now?: ContactFields) => ContactFields;

/**
 * The fields as the client wants them. What it leaves out stays as it is (`now`), `null` empties;
 * a number that is there already keeps its spelling.
 * @throws BridgeError
 */
export function createReadContactInput(deps: {
  phone: Phone;
  labels: NumberLabels;
  sameField: SameField;
}): ReadContactInput {
  const { phone, labels, sameField } = deps;

  function namesOf(input: ContactInput, now: ContactFields) {
    const before = { firstname: now['firstname'] ?? '', lastname: now['lastname'] ?? '' };
    const { name, firstName, lastName } = input;
    const parted = typeof firstName === 'string' || typeof lastName === 'string';
    if (!parted && typeof name === 'string') return withinLimits(splitName(name, before));
    return {
      firstname: firstName === undefined ? before.firstname : (firstName ?? ''),
      lastname: lastName === undefined ? before.lastname : (lastName ?? ''),
    };
  }

  function numbersOf({ phoneNumbers }: ContactInput, now: ContactFields) {
    const spellings = new Map(
      labels.fields.map((field) => [
        field,
        new Map(
          numbersIn(now[field] ?? '', phone).map((each) => [sameField.plainNumber(each), each]),
        ),
      ]),
    );
    const wanted = new Map<string, Map<string, string>>();
    for (const { label, number } of phoneNumbers) {
      const plain = sameField.plainNumber(number);
      if (plain === '') continue;
      const choice = labels.fieldsFor(label);
      const field =
        choice.find((each) => spellings.get(each)?.has(plain)) ??
        choice.find((each) => !wanted.has(each) && !now[each]) ??
        choice[0] ??
        'phone';
      const { e164 } = phone.read(number);
      const spelling = spellings.get(field)?.get(plain) ?? (e164 ? phone.display(e164) : number);
      wanted.set(field, (wanted.get(field) ?? new Map<string, string>()).set(plain, spelling));
    }
    return Object.fromEntries(
      labels.fields.map((field) => {
        const value = [...(wanted.get(field)?.values() ?? [])].join(', ');
        // The same numbers are the same text, with whatever else stands there.
        if (sameField.same(field, value, now[field] ?? '')) return [field, now[field] ?? ''];
        if (value.length > MAX_NUMBER_FIELD) {
          throw delegated('tooManyNumbers', `Zammad's field ${field} takes 100 characters.`);
        }
        return [field, value];
      }),
    );
  }

  return (input, now = {}) => {
    const { email, organization } = input;
    return {
      ...namesOf(input, now),
      email: email === undefined ? (now['email'] ?? '') : (email ?? '').toLowerCase(),
      organization: organization === undefined ? (now['organization'] ?? '') : (organization ?? ''),
      ...numbersOf(input, now),
    };
  };
}

function withinLimits(names: { firstname: string; lastname: string }) {
  if (names.firstname.length > MAX_NAME || names.lastname.length > MAX_NAME) {
    throw badRequest('Invalid contact received: name');
  }
  return names;
}

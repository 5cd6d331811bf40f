/** When two texts of a contact mean the same. */
import type { SameValue } from '../../lib/core/contact-merge.ts';
import type { Phone } from '../../lib/core/phone.ts';
import { NUMBER_FIELDS } from './target.ts';

/** Vendors cut long texts; a beginning of at least this length is the same text. */
const CUT_FROM = 40;
const numberFields = new Set<string>(NUMBER_FIELDS);

/** Rule CS4: spellings of a number, case of an address, blanks of a name are no change. */
export function createSameValue(phone: Phone): SameValue {
  const sameNumber = createSameNumber(phone);
  return (field, a, b) => {
    if (numberFields.has(field)) return sameNumber(a, b);
    const [one, other] = [a, b].map((text) => fold(field, text)) as [string, string];
    if (one === other) return true;
    const [short, long] = one.length < other.length ? [one, other] : [other, one];
    return short.length >= CUT_FROM && long.startsWith(short);
  };
}

export function createSameNumber(phone: Phone): (a: string, b: string) => boolean {
  const digits = (text: string) => {
    const { e164, extension } = phone.read(text);
    return e164 ?? extension ?? text.replace(/\D/g, '');
  };
  return (a, b) => {
    const one = digits(a);
    return one !== '' && one === digits(b);
  };
}

function fold(field: string, text: string): string {
  const plain = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  return field === 'email' ? plain.toLowerCase() : plain;
}

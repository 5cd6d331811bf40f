/** When two values of a contact's field are one and the same. Rule BR11. */
import type { SameValue } from '../../lib/core/contact-merge.ts';
import type { Phone } from '../../lib/core/phone.ts';
import { numbersIn } from '../../lib/core/number-list.ts';
import type { NumberLabels } from './number-labels.ts';

export interface SameField {
  same: SameValue;
  /** One text for all spellings of a value. */
  plain(field: string, value: string): string;
  /** One number, whatever its spelling. */
  plainNumber(text: string): string;
}

export function createSameField(phone: Phone, labels: NumberLabels): SameField {
  const numberFields = new Set(labels.fields);

  function plainNumber(text: string): string {
    const { e164, extension } = phone.read(text);
    return e164 ?? extension ?? text.replace(/\s+/g, '').toLowerCase();
  }
  function plain(field: string, value: string): string {
    if (numberFields.has(field)) {
      return [...new Set(numbersIn(value, phone).map(plainNumber))].sort().join(',');
    }
    const text = value.normalize('NFC').replace(/\s+/g, ' ').trim();
    return field === 'email' || field === 'organization' ? text.toLowerCase() : text;
  }
  return { plain, plainNumber, same: (field, a, b) => plain(field, a) === plain(field, b) };
}

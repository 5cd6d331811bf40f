/** Which of a contact's numbers stands for which field. Pure. */
import { NUMBER_FIELDS } from './target.ts';
import type { ContactFields } from '../../lib/core/contact-merge.ts';

export interface KindedNumber {
  number: string;
  /** The field its kind speaks for; undefined: its kind says nothing. */
  field: string | undefined;
}

/**
 * Index of the number for each field. A number we expect in a field is that field's, whatever its
 * kind says: vendors forget kinds. Then kinds count, then what is left fills `phone`.
 */
export function numberSlots(
  numbers: readonly KindedNumber[],
  hints: readonly ContactFields[],
  isSame: (a: string, b: string) => boolean,
): Map<string, number> {
  const slots = new Map<string, number>();
  const free = new Set(numbers.keys());
  const take = (field: string, wanted: (one: KindedNumber) => boolean) => {
    if (slots.has(field)) return;
    for (const index of free) {
      const one = numbers[index];
      if (!one || !wanted(one)) continue;
      slots.set(field, index);
      free.delete(index);
      return;
    }
  };
  for (const hint of hints) {
    for (const field of NUMBER_FIELDS) {
      const expected = hint[field] ?? '';
      if (expected !== '') take(field, ({ number }) => isSame(number, expected));
    }
  }
  for (const field of NUMBER_FIELDS) take(field, (one) => one.field === field);
  take('phone', (one) => one.field === undefined);
  return slots;
}

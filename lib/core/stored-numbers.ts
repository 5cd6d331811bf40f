/** What a field of a person or organisation says about telephone numbers. */
import { numbersIn } from './number-list.ts';
import type { Phone } from './phone.ts';

export interface StoredNumber {
  /** E.164 digits; of a `partial` one what is there. */
  digits: string;
  /** Stored without area code, and no area code is set: only the last digits can be compared. */
  partial?: true;
}

const PARTIAL = /^[1-9][\d\s().\-\u2010-\u2015]*$/;
const PARTIAL_DIGITS = [7, 9] as const;

/** Each number once, however often and in whatever spellings it is written there. */
export function storedNumbers(field: string, phone: Phone): StoredNumber[] {
  const found = new Map<string, StoredNumber>();
  for (const text of numbersIn(field, phone)) {
    const number = storedNumber(text, phone);
    if (number && !found.has(number.digits)) found.set(number.digits, number);
  }
  return [...found.values()];
}

/** Is it one of the numbers in this text? @param number any spelling */
export function holdsNumber(field: string, number: string, phone: Phone): boolean {
  const { e164 } = phone.read(number);
  if (e164 === undefined || field === '') return false;
  return storedNumbers(field, phone).some(({ digits, partial }) => digits === e164 && !partial);
}

function storedNumber(text: string, phone: Phone): StoredNumber | undefined {
  const { e164, extension } = phone.read(text);
  if (e164 !== undefined) return { digits: e164 };
  const digits = text.replace(/\D/g, '');
  const [least, most] = PARTIAL_DIGITS;
  const partial = PARTIAL.test(text) && digits.length >= least && digits.length <= most;
  return partial && extension === undefined ? { digits, partial: true } : undefined;
}

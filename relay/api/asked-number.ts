/** A telephone number that somebody asks about, in any spelling. */
import type { Phone } from '../../lib/core/phone.ts';
import { ApiError } from './errors.ts';

/** 422 `number/unreadable`, for what is no number. */
export function unreadableNumber(): ApiError {
  return new ApiError(
    422,
    'number/unreadable',
    'This is not a telephone number. Write it with country code, e.g. +49 30 609854180.',
  );
}

/** @returns E.164 digits @throws ApiError 422 for what is none, internal numbers too */
export function askedDigits(phone: Pick<Phone, 'read'>, text: string): string {
  const { e164 } = phone.read(text);
  if (e164 !== undefined) return e164;
  throw unreadableNumber();
}

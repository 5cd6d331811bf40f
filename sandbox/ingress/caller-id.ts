import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** How the caller log shows a number: formatted when `+digits` is valid, else the bare digits. */
export function pretty(text: string): string {
  const digits = text.replace(/\D/g, '');
  if (digits === '') return '';
  const number = digits.startsWith('0') ? undefined : parsePhoneNumberFromString(`+${digits}`);
  if (!number?.isValid()) return digits;
  return number.countryCallingCode === '1'
    ? `+1 ${number.format('NATIONAL').replace(/^\((\d+)\) /, '$1-')}`
    : number.formatInternational();
}

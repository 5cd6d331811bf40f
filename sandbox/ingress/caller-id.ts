import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * How Zammad reads numbers (measured on 5.5, tests/fixtures/zammad/5.5/normalisation.json).
 * Deliberately as crude as the original: the sandbox shows what a real Zammad would not find.
 */

/** Runs of 6 to 26 digits, blanks, hyphens, brackets and bars; a NBSP, `/`, `.`, `+` ends a run. */
const RUN = /[\d \t\n\r\f\v\-(|)]{6,26}/g;

export function extractCallerIds(text: string): string[] {
  return (text.match(RUN) ?? []).map(normaliseRun).filter((id) => id !== '');
}

function normaliseRun(run: string): string {
  const tight = run.replace(/[\s-]/g, '').replace(/^((?:00)?\d\d)\(0?\)/, '$1');
  const digits = tight.replace(/\D/g, '');
  if (digits.startsWith('00')) return digits.slice(2);
  if (digits.startsWith('0')) return `49${digits.slice(1)}`;
  return digits;
}

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

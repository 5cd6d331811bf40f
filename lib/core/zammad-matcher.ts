/**
 * Which telephone numbers Zammad's own caller look-up takes out of a text.
 *
 * Zammad reads every text of a person and the number of a caller in the same way, and names the
 * person when both have a number in common. Described from what running installations answered
 * (5.5 and 6.5: `tests/fixtures/zammad`), as crude as they are: there is no plan of numbers, and
 * the home country is always 49.
 */

/** Digits, ASCII white space, hyphens, brackets and bars; anything else (`/ . +`, NBSP, letters) ends a number. */
const RUN = /[\d \t\n\r\f\v\-(|)]{6,26}/g;

/** So long may one number be, with what stands between its digits; the rest counts as another one. */
export const ZAMMAD_LONGEST = 26;
/** Shorter ones are not looked at. */
export const ZAMMAD_SHORTEST = 6;

/** The numbers Zammad takes out of a text, in order, as it compares them: digits without plus. */
export function zammadDigits(text: string): string[] {
  return zammadRuns(text).flatMap(({ digits }) => (digits === '' ? [] : [digits]));
}

/** Would Zammad name somebody with `stored` in a field when `called` calls? */
export function zammadFinds(stored: string, called: string): boolean {
  const wanted = new Set(zammadDigits(called));
  return zammadDigits(stored).some((digits) => wanted.has(digits));
}

export interface ZammadRun {
  /** Where it begins in the text. */
  at: number;
  /** As it stands there. */
  text: string;
  /** As Zammad compares it; `''` when no digit is in it. */
  digits: string;
}

/** The parts of a text that Zammad takes for numbers, and where they stand. */
export function zammadRuns(text: string): ZammadRun[] {
  return [...text.matchAll(RUN)].map(({ 0: run, index }) => ({
    at: index,
    text: run,
    digits: comparable(run),
  }));
}

function comparable(run: string): string {
  const tight = run.replace(/[\s-]/g, '').replace(/^((?:00)?\d\d)\(0?(\d*)\)/, '$1$2');
  const digits = tight.replace(/\D/g, '');
  if (digits.startsWith('00')) return digits.slice(2);
  return digits.startsWith('0') ? `49${digits.slice(1)}` : digits;
}

/**
 * Internal numbers written behind a main number. In Germany and Austria they are dialled behind it
 * (`030 609854-0, Durchwahl 180` is 030 609854180), elsewhere they are asked for after the call
 * was taken and belong to no number.
 */

export interface WithExtension {
  /** The main number as it stands. */
  number: string;
  extension: string;
}

const WORD =
  'extension|extn?|durchwahl|durchw|dw|apparat|app|nebenstelle|nst|klappe|kl|poste|interno|int|x|#';
const WRITTEN = new RegExp(
  `^(.*?\\d.*?)[\\s,;:(/-]*(?:${WORD})[\\s.:=-]*(\\d{1,6})\\s*\\)?$`,
  'is',
);
const ALONE = new RegExp(`^\\(?(?:${WORD})[\\s.:=-]*\\d{1,6}\\)?$`, 'i');
/** Fewer digits are no main number but an internal one, a room, a channel. */
const MIN_DIGITS = 6;

/** Countries (by calling code) that dial through, and how long a national number may get there. */
const DIALS_THROUGH: readonly [code: string, longest: number][] = [
  ['49', 11],
  ['43', 13],
];
/** The operator's digit, set apart from the main number. */
const OPERATOR = /[\s./\-\u2010-\u2015\u2212]0\s*$/;

/** Undefined: no word for an internal number stands in the text. */
export function splitExtension(text: string): WithExtension | undefined {
  const [, number = '', extension = ''] = WRITTEN.exec(text) ?? [];
  const digits = number.replace(/\D/g, '');
  return digits.length < MIN_DIGITS ? undefined : { number: number.trim(), extension };
}

/** Nothing but an internal number: `Durchwahl 180`, `App. 5`, `x12`. */
export function isExtensionOnly(text: string): boolean {
  return ALONE.test(text.trim());
}

/**
 * Main and internal number in one (E.164 digits); undefined where they are not dialled in one, or
 * where it is not clear what the main number is without the operator's digit.
 * @param e164 what the main number reads as
 */
export function directDial(written: WithExtension, e164: string): string | undefined {
  const plan = DIALS_THROUGH.find(([code]) => e164.startsWith(code));
  if (!plan) return undefined;
  const [code, longest] = plan;
  const apart = OPERATOR.test(written.number);
  if (!apart && e164.endsWith('0')) return undefined;
  const whole = (apart ? e164.slice(0, -1) : e164) + written.extension;
  return whole.length - code.length <= longest ? whole : undefined;
}

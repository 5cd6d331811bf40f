/**
 * Emergency numbers. A call there is never touched: no other caller id (the place of the caller is
 * found by it), no block, no click. Rule PO11 of `SPEC-policy.md`.
 */
import type { Party } from '../../lib/core/call.ts';

/** Help everywhere (112, 911, 999, 000) and in our home country (110); never an extension to click on. */
export const EMERGENCY_NUMBERS: ReadonlySet<string> = new Set(['110', '112', '911', '999', '000']);

/**
 * Public emergency numbers of other countries in Europe and overseas, from general knowledge. Some
 * may be somebody's extension; to leave a call alone that was no emergency does no harm.
 */
const ABROAD = new Set(
  '061 062 080 085 091 102 103 104 106 107 108 111 113 114 115 117 118 119 122 123 127 128 133 140 143 144 147 150 155 156 158 166 190 192 193 194 988 995 997 998 1414'.split(
    ' ',
  ),
);

/**
 * Numbers of social value in all of Europe (116117: doctors on call, 116123: somebody to talk to)
 * and directory enquiries (118xxx). Dialled short they are easily taken for a local number, which
 * an answer of ours must not dial instead.
 */
const SERVICE = /^11[68]\d{3}$/;

/** Also with an outside-line digit in front (`0112`) and with a country code (`+49112`). */
export function isEmergency({ raw, e164, extension }: Party): boolean {
  return [raw, extension, e164 && `+${e164}`].some((text) => text !== undefined && names(text));
}

function names(text: string): boolean {
  const plain = text
    .trim()
    .replace(/^(?:tel|sips?):/i, '')
    .replace(/[@;].*$/s, '')
    .replace(/[\s()./-]/g, '');
  const abroad = /^(?:\+|00)\d{1,3}?(\d{3}|11[68]\d{3})$/.exec(plain)?.[1];
  if (abroad !== undefined && isOne(abroad)) return true;
  if (SERVICE.test(plain.replace(/^[09](?=\d{6}$)/, ''))) return true;
  // One or two digits in front may be what this telephone system dials for an outside line.
  return (
    /^\d{2,6}$/.test(plain) && (isOne(plain) || isOne(plain.slice(1)) || isOne(plain.slice(2)))
  );
}

function isOne(digits: string): boolean {
  return EMERGENCY_NUMBERS.has(digits) || ABROAD.has(digits) || SERVICE.test(digits);
}

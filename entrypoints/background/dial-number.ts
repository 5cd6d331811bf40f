/** Reads what is to be dialled, and refuses what no click on a number may do to a telephone. Pure. */
import type { Phone } from '../../lib/core/phone.ts';
import type { Result } from '../../lib/rpc/contract.ts';

/**
 * Emergency numbers, also behind an outside-line zero or a country code: a link in a ticket must
 * never call the fire brigade. A person who needs them dials by hand.
 */
const EMERGENCY =
  /^(?:0|00)?(?:\+?\d{1,3})?(?:110|112|911|999|000|111|113|115|116|117|118|119|144)$/;
const SCHEMES = /^(?:tel|callto|sips?):(?:\/\/)?/i;

type Dialled = Result<{ e164: string; display: string }>;
const refused = (code: 'dial/unreadable' | 'dial/forbidden'): Dialled => ({ ok: false, code });

/** `e164` carries its plus. Codes: `dial/unreadable`, `dial/forbidden`. */
export function readDialNumber(phone: Phone, text: string): Dialled {
  let plain: string;
  try {
    plain = decodeURIComponent(text.trim().replace(SCHEMES, ''));
  } catch {
    return refused('dial/unreadable');
  }
  plain = plain.normalize('NFKC').replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '');
  // Service codes switch call forwarding and the like; control signs and pauses do worse.
  if (/[*#]/.test(plain)) return refused('dial/forbidden');
  if (Array.from(plain).some((sign) => sign < ' ' || sign === '\u007f')) {
    return refused('dial/forbidden');
  }
  const [number = '', ...parameters] = plain.split(';');
  if (parameters.some((each) => !/^(?:ext|isub|phone-context)=[+\w.-]*$/i.test(each)))
    return refused('dial/forbidden');
  const context = /(?:^|;)phone-context=(\+\d{1,7})(?:;|$)/i.exec(parameters.join(';'))?.[1];
  const user = number.split('@', 1)[0] ?? '';
  if (!/^[+\d\s().\-/\u2010-\u2015]+$/u.test(user)) return refused('dial/unreadable');
  const digits = user.replace(/\(0\)/g, '').replace(/\D/g, '');
  if (EMERGENCY.test(digits) && digits.length <= 7) return refused('dial/forbidden');
  if (digits.length > 17) return refused('dial/unreadable');
  const read = phone.read(context && !user.trim().startsWith('+') ? `${context}${digits}` : user);
  if (read.e164 === undefined || read.e164.length > 15) return refused('dial/unreadable');
  return { ok: true, value: { e164: `+${read.e164}`, display: phone.display(read.e164) } };
}

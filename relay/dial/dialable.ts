/** What may be dialled by a click. Rules DL* of `relay/SPEC-agents.md`. */
import type { Phone } from '../../lib/core/phone.ts';
import { EMERGENCY_NUMBERS } from '../policy/emergency.ts';
import type { Dialled } from './dial-requests.ts';

const MAX_TEXT = 100;

/**
 * Numbers that cost money or belong to no person: premium ranges of the countries near us,
 * satellite and global premium services.
 */
const PREMIUM = /^(?:49(?:900|137|118)|43(?:9[0-3]|118)|4190[016]|3389|449|1900|979|88[123])/;

export type DialCheck =
  | { ok: true; dialled: Dialled }
  | { ok: false; code: 'dial/unreadable' | 'dial/forbidden'; message: string };

export function checkDialable(
  text: string,
  deps: { phone: Phone; isOurExtension: (extension: string) => boolean },
): DialCheck {
  const refuse = (code: 'dial/unreadable' | 'dial/forbidden', message: string): DialCheck => ({
    ok: false,
    code,
    message,
  });
  if (text.length > MAX_TEXT) return refuse('dial/unreadable', 'The number is too long.');
  if (/[*#]|%2a|%23/i.test(text)) {
    return refuse('dial/forbidden', 'Service codes with * or # are not dialled by a click.');
  }
  const digits = text.replace(/^tel:/i, '').replace(/\D/g, '');
  // Help must be called by hand: a click on a wrong number must never reach it.
  if (EMERGENCY_NUMBERS.has(digits)) {
    return refuse(
      'dial/forbidden',
      'Emergency numbers are not dialled by a click; use your phone.',
    );
  }
  const read = deps.phone.read(text);
  // Some systems write a plus in front of internal numbers; a person means a number cut short.
  const internal = !/^\s*(?:tel:)?\+/i.test(text);
  if (internal && read.extension !== undefined) {
    return deps.isOurExtension(read.extension)
      ? { ok: true, dialled: { extension: read.extension } }
      : refuse('dial/forbidden', 'This is no extension of a colleague the relay knows.');
  }
  if (read.e164 === undefined || !read.valid) {
    return refuse(
      'dial/unreadable',
      'This is not a telephone number. Write it with country code, e.g. +49 30 609854180.',
    );
  }
  if (PREMIUM.test(read.e164)) {
    return refuse('dial/forbidden', 'Premium and satellite numbers are not dialled by a click.');
  }
  return { ok: true, dialled: { e164: read.e164 } };
}

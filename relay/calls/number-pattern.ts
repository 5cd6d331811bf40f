/** Numbers as they stand in rules: any spelling, or a beginning with `*` behind it. */
import type { Party } from '../../lib/core/call.ts';
import type { Phone } from '../../lib/core/phone.ts';

/**
 * `+49900*` is every number that begins so, `*` every number at all; anything else is one number,
 * extension or name. Beginnings are compared in E.164 and as the telephone system wrote them.
 */
export function numberPattern(text: string, phone: Phone): (party: Party) => boolean {
  const plain = text.trim().toLowerCase();
  if (plain.endsWith('*')) {
    const head = plain.slice(0, -1);
    if (head === '') return (party) => !party.withheld && Boolean(party.e164 ?? party.raw);
    const digits = head.replace(/^00/, '').replace(/\D/g, '');
    if (digits === '') return () => false;
    return (party) =>
      (party.e164?.startsWith(digits) ?? false) ||
      (party.raw?.replace(/[\s()/.-]/g, '').startsWith(head.replace(/[\s()/.-]/g, '')) ?? false);
  }
  const { e164 } = phone.read(text);
  return (party) =>
    (e164 !== undefined && party.e164 === e164) ||
    (plain !== '' &&
      [party.raw, party.extension, party.account, party.name].some(
        (is) => is?.trim().toLowerCase() === plain,
      ));
}

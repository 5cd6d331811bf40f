/** Which number the called party sees, by destination. Rules PO9 and PO10 of `SPEC-policy.md`. */
import type { Party } from '../../lib/core/call.ts';
import { numberPattern } from '../../lib/core/number-pattern.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { CallerIdRules } from '../config.ts';

/**
 * @param starNeeds what a `*` needs at least: nothing, or one character as in Zammad's table
 * @returns the number to show, as Zammad writes it: E.164 digits without plus
 */
export function createCallerIds(
  rules: CallerIdRules,
  phone: Phone,
  starNeeds: 0 | 1,
): (to: Party) => string | undefined {
  const routes = rules.routes.map(({ dest, callerId }) => ({
    matches: numberPattern(dest, phone, { starNeeds }),
    callerId: digits(callerId, phone),
  }));
  const fallback = rules.default === undefined ? undefined : digits(rules.default, phone);
  return (to) => {
    const hit = routes.find(({ matches }) => matches(to));
    // An internal number behind an outside line has a caller id only when a rule names it.
    return hit?.callerId ?? (to.extension === undefined ? fallback : undefined);
  };
}

function digits(text: string, phone: Phone): string {
  return phone.read(text).e164 ?? text.replace(/^\+/, '');
}

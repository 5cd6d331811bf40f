/** Zammad's own rules at work, with the meaning they have there. Rule PO14 of `SPEC-policy.md`. */
import type { Party } from '../../lib/core/call.ts';
import { numberPattern } from '../../lib/core/number-pattern.ts';
import type { Phone } from '../../lib/core/phone.ts';
import { createCallerIds } from './caller-ids.ts';
import type { ZammadRules } from './zammad-rules.ts';

export interface ZammadVerdict {
  blocks(from: Party): boolean;
  callerIdFor(to: Party): string | undefined;
}

export function compileZammadRules(rules: ZammadRules, phone: Phone): ZammadVerdict {
  const number = (text: string) => withPlus(text, phone);
  // Its list knows no `*`; a star there has never blocked anybody and does not begin to.
  const blocked = rules.blocked
    .filter((text) => !text.includes('*'))
    .map((text) => numberPattern(number(text), phone));
  const callerIds = {
    routes: rules.routes.map(({ dest, callerId }) => ({
      dest: number(dest),
      callerId: number(callerId),
    })),
    default: rules.default === undefined ? undefined : number(rules.default),
  };
  return {
    blocks: (from) => blocked.some((is) => is(from)),
    callerIdFor: createCallerIds(callerIds, phone, 1),
  };
}

/** Zammad asks for E.164 digits without plus; short ones would else be read as local numbers. */
function withPlus(text: string, phone: Phone): string {
  return /^[1-9]\d+$/.test(text) && phone.read(`+${text}`).valid ? `+${text}` : text;
}

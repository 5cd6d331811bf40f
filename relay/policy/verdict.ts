/**
 * What the telephone system is told about a new call: nothing, reject it, or show another number.
 * Our own rules first, then Zammad's. Rules PO5–PO14 of `SPEC-policy.md`.
 */
import type { Call, Verdict } from '../../lib/core/call.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { RelayConfig } from '../config.ts';
import { type BlockList, createBlockList } from './block-list.ts';
import { createCallerIds } from './caller-ids.ts';
import { isEmergency } from './emergency.ts';
import { reread } from './reread.ts';
import { compileZammadRules } from './zammad-verdict.ts';
import { NO_ZAMMAD_RULES, type ZammadRules } from './zammad-rules.ts';

/** @param at when the call came, epoch milliseconds */
export type Decide = (call: Call, at: number) => Verdict;

export type VerdictRules = BlockList & Pick<RelayConfig, 'callerIds'>;

const CONTINUE: Verdict = { action: 'continue' };
/** Zammad's own answer to a number on its list. */
const ZAMMAD_BLOCKS: Verdict = { action: 'reject', reason: 'busy' };

/**
 * @param zammadRules what Zammad's admin wrote, as of now
 * @param canReject whether a connection can turn a caller away; one that cannot is not asked to
 */
export function createDecide(
  config: VerdictRules,
  phone: Phone,
  zammadRules: () => ZammadRules = () => NO_ZAMMAD_RULES,
  canReject: (source: string) => boolean = () => true,
): Decide {
  const findBlock = createBlockList(config, phone);
  const callerIdFor = createCallerIds(config.callerIds, phone, 0);
  let rules = NO_ZAMMAD_RULES;
  let theirs = compileZammadRules(rules, phone);

  function zammad(): typeof theirs {
    const now = zammadRules();
    if (now !== rules) {
      rules = now;
      theirs = compileZammadRules(now, phone);
    }
    return theirs;
  }

  return (told, at) => {
    const call = reread(told, phone);
    const { from, to, direction } = call;
    if (direction === 'in') {
      if (isEmergency(from) || !canReject(call.source)) return CONTINUE;
      const rule = findBlock(call, at);
      if (rule) return { action: 'reject', reason: rule.reason };
      return zammad().blocks(from) ? ZAMMAD_BLOCKS : CONTINUE;
    }
    const number = to.e164 ?? dialled(to.raw);
    if (direction !== 'out' || number === undefined || isEmergency(to)) return CONTINUE;
    const callerId = callerIdFor(to) ?? zammad().callerIdFor(to);
    return callerId === undefined ? CONTINUE : { action: 'dial', callerId, number };
  };
}

/** What was dialled, unless it is no number: service codes and names are left alone. */
function dialled(raw: string | undefined): string | undefined {
  return raw !== undefined && /^\+?[\d\s()./-]+$/.test(raw)
    ? raw.replace(/[\s()./-]/g, '')
    : undefined;
}

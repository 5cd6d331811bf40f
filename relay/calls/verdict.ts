/** What the telephone system is told about a new call: nothing, reject it, or show another number. */
import type { Call, Verdict } from '../../lib/core/call.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { RelayConfig } from '../config.ts';
import { numberPattern } from './number-pattern.ts';

export type Decide = (call: Call, at: number) => Verdict;

const DAY_MS = 86_400_000;
const CONTINUE: Verdict = { action: 'continue' };

/** By `blocked` (incoming) and `callerIds` (outgoing) of the configuration; the first hit wins. */
export function createDecide(
  config: Pick<RelayConfig, 'blocked' | 'callerIds'>,
  phone: Phone,
): Decide {
  const blocked = config.blocked.map((rule) => ({
    reason: rule.reason,
    endsAt: rule.until === undefined ? Infinity : Date.parse(rule.until) + DAY_MS,
    matches:
      rule.number === undefined
        ? (call: Call) => call.from.withheld === true
        : matchesFrom(rule.number, phone),
  }));
  const routes = config.callerIds.routes.map((route) => ({
    matches: numberPattern(route.dest, phone),
    callerId: digits(route.callerId, phone),
  }));
  const fallback =
    config.callerIds.default === undefined ? undefined : digits(config.callerIds.default, phone);

  return (call, at) => {
    if (call.direction === 'in') {
      const rule = blocked.find(({ matches, endsAt }) => at < endsAt && matches(call));
      return rule ? { action: 'reject', reason: rule.reason } : CONTINUE;
    }
    const number = call.to.e164 ?? call.to.raw;
    if (call.direction !== 'out' || number === undefined) return CONTINUE;
    const callerId = routes.find(({ matches }) => matches(call.to))?.callerId ?? fallback;
    return callerId === undefined ? CONTINUE : { action: 'dial', callerId, number };
  };
}

function matchesFrom(text: string, phone: Phone): (call: Call) => boolean {
  const matches = numberPattern(text, phone);
  return (call) => matches(call.from);
}

/** As Zammad answers it: E.164 digits without plus. */
function digits(text: string, phone: Phone): string {
  return phone.read(text).e164 ?? text.replace(/^\+/, '');
}

/** Doctor: can Zammad's own rules be read, and what do they say. */
import { fail, type Finding, ok, warn } from '../cli/finding.ts';
import type { RelayConfig } from '../config.ts';
import {
  fetchZammadRules,
  type ZammadRulesAnswer,
  type ZammadRulesProblem,
} from './fetch-zammad-rules.ts';

const NEW_TOKEN =
  'Make one with the permission admin.integration, for a user who is an admin, and set OFFHOOK_ZAMMAD_RULES_TOKEN.';

const REMEDIES: Record<ZammadRulesProblem, [saw: string, remedy: string]> = {
  token: ['Zammad does not know the token', NEW_TOKEN],
  permission: ['the token may not read the settings of the integrations', NEW_TOKEN],
  unreachable: ['Zammad cannot be reached', 'Check OFFHOOK_ZAMMAD_URL and the network.'],
  slow: ['no answer within 10 s', 'Look into Zammad’s log and load.'],
  odd: ['the answer is not Zammad’s', 'Check OFFHOOK_ZAMMAD_URL and what stands in front of it.'],
};

/** Reads them once. Nothing to report without a token for them: they are not asked for. */
export async function checkZammadRules(
  zammad: Pick<RelayConfig['zammad'], 'url' | 'rulesToken'>,
  options: { fetch?: typeof fetch; timeoutMs?: number } = {},
): Promise<Finding[]> {
  const { url, rulesToken: token } = zammad;
  if (token === undefined) return [];
  if (url === undefined) {
    return [fail('Zammad’s rules: no address of Zammad', 'Set OFFHOOK_ZAMMAD_URL.')];
  }
  return [zammadRulesFinding(await fetchZammadRules({ url, token }, options))];
}

/** The line for one answer. */
export function zammadRulesFinding(answer: ZammadRulesAnswer): Finding {
  if (!answer.ok) {
    const [saw, remedy] = REMEDIES[answer.problem];
    return fail(`Zammad’s rules: ${saw}`, remedy);
  }
  const { blocked, routes, default: fallback } = answer.rules;
  const what = `${blocked.length} blocked, ${routes.length} caller id rules, ${fallback === undefined ? 'no' : 'a'} default caller id`;
  const starred = blocked.filter((number) => number.includes('*')).length;
  return starred === 0
    ? ok(`Zammad’s rules: ${what}`)
    : warn(
        `Zammad’s rules: ${what}; ${starred} blocked with a *, which Zammad’s list does not know`,
        'Write these as "blocked" in the configuration of the relay, where * works.',
      );
}

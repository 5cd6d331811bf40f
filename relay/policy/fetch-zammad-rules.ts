/** Asks Zammad for its rules, once. */
import { createRequest } from '../../lib/zammad/request.ts';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import { readZammadRules, settingsSchema, type ZammadRules } from './zammad-rules.ts';

export type ZammadRulesProblem =
  /** Zammad does not know the token. */
  | 'token'
  /** It may not read the settings of the integrations. */
  | 'permission'
  | 'unreachable'
  | 'slow'
  /** An answer that makes no sense, or no Zammad at all. */
  | 'odd';

export type ZammadRulesAnswer =
  { ok: true; rules: ZammadRules } | { ok: false; problem: ZammadRulesProblem };

const TIMEOUT_MS = 10_000;

/** Never throws. Zammad 5.5 and 6.5 answer about 60 kB in 0.1 s. */
export async function fetchZammadRules(
  zammad: { url: string; token: string },
  options: { fetch?: typeof fetch | undefined; timeoutMs?: number | undefined } = {},
): Promise<ZammadRulesAnswer> {
  try {
    const request = createRequest({
      ...zammad,
      fetch: options.fetch,
      timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    });
    const rules = readZammadRules(await request.get('settings', settingsSchema));
    return rules ? { ok: true, rules } : { ok: false, problem: 'permission' };
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

function problemOf(error: unknown): ZammadRulesProblem {
  if (!(error instanceof ZammadError)) return 'odd';
  switch (error.code) {
    case 'zammad/unauthorised':
      return 'token';
    case 'zammad/forbidden':
      return 'permission';
    case 'zammad/unreachable':
      return 'unreachable';
    case 'zammad/slow':
      return 'slow';
    case 'zammad/not-found':
    case 'zammad/refused':
    case 'zammad/broken':
      return 'odd';
  }
}

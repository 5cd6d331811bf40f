/**
 * Keeps Zammad's rules at hand: reads them at the start and every few minutes. What cannot be read
 * leaves the last known rules standing. Rules PO15–PO17 of `SPEC-policy.md`.
 */
import { type Clock, pause } from '../hub/clock.ts';
import type { Database } from '../store/database.ts';
import type { Log } from '../telemetry/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { fetchZammadRules, type ZammadRulesProblem } from './fetch-zammad-rules.ts';
import { zammadRulesGauges } from './zammad-rules-gauges.ts';
import { loadZammadRules, saveZammadRules } from './zammad-rules-store.ts';
import { NO_ZAMMAD_RULES, type ZammadRules } from './zammad-rules.ts';

export const ZAMMAD_RULES_EVERY_MS = 3 * 60_000;
/** Sooner after a failure: the rules of a first start are missing until it works. */
export const ZAMMAD_RULES_AGAIN_MS = 60_000;

export interface ZammadRulesReader {
  /** As of now; the same object until they change. Never waits. */
  rules(): ZammadRules;
  /** Reads what is stored; before the first call is decided. */
  load(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

export function createZammadRulesReader(deps: {
  db: Database;
  zammad: { url: string; token: string };
  log: Log;
  metrics: Pick<Metrics, 'registry'>;
  clock: Clock;
  fetch?: typeof fetch | undefined;
  timeoutMs?: number | undefined;
}): ZammadRulesReader {
  const { db, zammad, log, clock } = deps;
  const { url } = zammad;
  let rules = NO_ZAMMAD_RULES;
  let readAt = 0;
  let problem: ZammadRulesProblem | undefined;
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  zammadRulesGauges(deps.metrics.registry, {
    blocked: () => rules.blocked.length,
    routes: () => rules.routes.length,
    readAt: () => readAt,
    failing: () => problem !== undefined,
  });

  /** A stop of the relay does not wait for a slow Zammad. */
  const fetchUntilStop: typeof fetch = (input, init) => {
    const signals = [stopping.signal, init?.signal, input instanceof Request && input.signal];
    const signal = AbortSignal.any(signals.filter((one) => one instanceof AbortSignal));
    return (deps.fetch ?? fetch)(input, { ...init, signal });
  };

  async function read(): Promise<void> {
    const answer = await fetchZammadRules(zammad, {
      fetch: fetchUntilStop,
      timeoutMs: deps.timeoutMs,
    });
    if (stopping.signal.aborted) return;
    if (!answer.ok) {
      // One line when it begins or changes, not one every minute.
      if (problem !== answer.problem) {
        const known = readAt > 0;
        log.warn({ problem: answer.problem, known }, "Zammad's rules cannot be read");
      }
      problem = answer.problem;
      return;
    }
    const counts = { blocked: answer.rules.blocked.length, routes: answer.rules.routes.length };
    const changed = JSON.stringify(answer.rules) !== JSON.stringify(rules);
    if (changed || readAt === 0 || problem !== undefined) log.info(counts, "Zammad's rules read");
    problem = undefined;
    if (changed) rules = answer.rules;
    readAt = clock.now();
    await saveZammadRules(db, { url, readAt, rules });
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await read();
      } catch (error) {
        log.error({ err: error }, "Zammad's rules could not be stored");
      }
      const ms = problem === undefined ? ZAMMAD_RULES_EVERY_MS : ZAMMAD_RULES_AGAIN_MS;
      await pause(clock, ms, stopping.signal);
    }
  }

  return {
    rules: () => rules,
    async load() {
      const stored = await loadZammadRules(db, url);
      if (stored) ({ rules, readAt } = stored);
    },
    start() {
      running = run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

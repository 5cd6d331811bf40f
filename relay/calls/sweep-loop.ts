/** Runs the sweeper in rounds, one at a time, until it is stopped. */
import type { Log } from '../telemetry/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { Sweeper } from './sweeper.ts';

const EVERY_MS = 10_000;

/** @returns stops it and waits for the round under way */
export function startSweeping(deps: {
  sweeper: Sweeper;
  log: Log;
  metrics: Pick<Metrics, 'swept'>;
}): () => Promise<void> {
  const { sweeper, log, metrics } = deps;
  let round: Promise<void> | undefined;

  async function sweep(): Promise<void> {
    try {
      const closed = await sweeper.sweep();
      if (closed === 0) return;
      metrics.swept.inc(closed);
      log.warn({ calls: closed }, 'closed calls whose end never came');
    } catch (error) {
      log.error({ err: error }, 'sweeping failed');
    }
  }

  const timer = setInterval(() => {
    round ??= sweep().finally(() => {
      round = undefined;
    });
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await round;
  };
}

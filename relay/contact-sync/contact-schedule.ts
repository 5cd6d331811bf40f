/** Runs the jobs when they are due, one after the other. A look at the book says when that is. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Log } from '../agents/log.ts';
import type { Clock } from '../hub/clock.ts';
import type { ContactJobs } from './contact-jobs.ts';
import { HoldLost } from './job-book.ts';

const MINUTE_MS = 60_000;
const LOOK_MS = 30_000;

export interface ContactSchedule {
  start(): void;
  /** Ends after the request under way. */
  stop(): Promise<void>;
}

export function createContactSchedule(deps: {
  jobs: ContactJobs;
  clock: Clock;
  log: Log;
  registry: Registry;
}): ContactSchedule {
  const { jobs, clock, log } = deps;
  const registers = [deps.registry];
  const runs = new Counter({
    name: 'offhook_contact_sync_runs_total',
    help: 'Runs of the contact sync by job and result (done, failed)',
    labelNames: ['job', 'result'],
    registers,
  });
  const lastDone = new Gauge({
    name: 'offhook_contact_sync_last_done_seconds',
    help: 'When the last run ended well, seconds since 1970',
    labelNames: ['job'],
    registers,
  });
  const stop = new AbortController();
  let cancel: (() => void) | undefined;
  let working: Promise<void> = Promise.resolve();
  let isWorking = false;

  async function look(): Promise<void> {
    for (const { id, every, enabled } of jobs.jobs) {
      if (!enabled || stop.signal.aborted) continue;
      const { startedAt, running } = await jobs.book.state(id);
      if (!running && clock.now() - startedAt >= every * MINUTE_MS) await runOne(id);
    }
  }

  async function runOne(id: string): Promise<void> {
    try {
      const outcome = await jobs.run(id, { dryRun: false, signal: stop.signal });
      if (!outcome) return;
      const { counts, error, notes } = outcome.report;
      runs.inc({ job: id, result: error ? 'failed' : 'done' });
      if (error)
        log.warn({ job: id, problem: error.code, ...counts }, 'contacts: a run ended early');
      else {
        lastDone.set({ job: id }, clock.now() / 1000);
        log.info({ job: id, ...counts }, 'contacts: a run is done');
      }
      for (const note of notes) log.warn({ job: id }, `contacts: ${note}`);
    } catch (error) {
      runs.inc({ job: id, result: 'failed' });
      if (error instanceof HoldLost) log.warn({ job: id }, 'contacts: another run has taken over');
      else log.error({ job: id, err: error }, 'contacts: a run broke off');
    }
  }

  return {
    start() {
      cancel = clock.every(LOOK_MS, () => {
        if (isWorking) return;
        isWorking = true;
        working = look()
          .catch((error: unknown) => log.error({ err: error }, 'contacts: the book cannot be read'))
          .finally(() => (isWorking = false));
      });
    },
    async stop() {
      cancel?.();
      stop.abort();
      await working;
    },
  };
}

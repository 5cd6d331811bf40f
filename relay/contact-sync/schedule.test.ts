import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { createManualClock } from '../hub/testing/manual-clock.ts';
import { createLog } from '../telemetry/log.ts';
import { createContactSchedule } from './contact-schedule.ts';
import type { ContactJobs } from './contact-jobs.ts';
import { syncWorld } from './testing/sync-world.ts';

const MINUTE_MS = 60_000;

/** The world's jobs by a clock of the schedule's own; runs are waited for. */
async function scheduled(enabled = true) {
  const world = await syncWorld({ enabled, every: 60 });
  world.zammad.put({ id: 1, firstname: 'Ada', lastname: 'Werft', phone: '030 1112223' });
  const clock = createManualClock(world.clock.now());
  const registry = new Registry();
  const lines: string[] = [];
  const runs: Promise<unknown>[] = [];
  const jobs: ContactJobs = {
    ...world.jobs,
    // The book's times are the world's; the schedule compares them with its own clock.
    run(id, options) {
      world.clock.advance(clock.now() - world.clock.now());
      const run = world.jobs.run(id, options);
      runs.push(run);
      return run;
    },
  };
  const log = createLog('info', { write: (line: string) => void lines.push(line) });
  const schedule = createContactSchedule({ jobs, clock, log, registry });
  schedule.start();
  return {
    world,
    schedule,
    registry,
    lines,
    async pass(minutes: number) {
      for (let half = 0; half < minutes * 2; half++) {
        clock.advance(MINUTE_MS / 2);
        for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
        await Promise.all(runs);
        for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
      }
    },
    runs,
  };
}

describe('CS16: the schedule', () => {
  it('runs what is due, at the start and then every hour, and counts', async () => {
    const { pass, runs, registry, world, schedule, lines } = await scheduled();
    await pass(1);
    expect([runs.length, world.vendors.sipgate.size]).toEqual([1, 1]);
    await pass(58);
    expect(runs).toHaveLength(1);
    await pass(4);
    expect(runs).toHaveLength(2);
    expect(await registry.metrics()).toContain(
      'offhook_contact_sync_runs_total{job="cloud",result="done"} 2',
    );
    expect(lines.join('')).not.toMatch(/Ada|Werft|1112223|sip-secret/);
    await schedule.stop();
  });
  it('what is switched off does not run', async () => {
    const { pass, runs, schedule } = await scheduled(false);
    await pass(130);
    expect(runs).toEqual([]);
    await schedule.stop();
  });
  it('a failure is counted, named without names, and does not stop the schedule', async () => {
    const { pass, runs, registry, world, schedule, lines } = await scheduled();
    world.vendors.tokens.clear();
    await pass(61);
    expect(runs.length).toBeGreaterThanOrEqual(2);
    expect(await registry.metrics()).toMatch(/runs_total\{job="cloud",result="failed"\} [2-9]/);
    expect(lines.join('')).toContain('target/unauthorised');
    await schedule.stop();
  });
});

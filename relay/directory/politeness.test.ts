import { afterEach, describe, expect, it } from 'vitest';
import { json } from './testing/paper-zammad.ts';
import { customer, START_AT, startSyncBench, type SyncBench } from './testing/sync-bench.ts';
import { quietUntil } from './politeness-windows.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});
async function start(options: Parameters<typeof startSyncBench>[0] = {}): Promise<SyncBench> {
  const bench = await startSyncBench(options);
  open.push(bench.close);
  for (let id = 1; id <= 45; id++) bench.zammad.put(customer(id));
  return bench;
}
/** A time of the day as the clock on the wall shows it, on a day in summer. */
const wall = (text: string, day = 10) => new Date(`2026-06-${day}T${text}:00`).getTime();

describe('DS4: Zammad is asked politely', () => {
  it.each([1, 4])('at most %d requests a second, never two at once', async (requestsPerSecond) => {
    const bench = await start({ settings: { requestsPerSecond } });
    await bench.wholePass();
    const times = bench.zammad.requests.map(({ at }) => at);
    const gaps = times.slice(1).map((at, before) => at - (times[before] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000 / requestsPerSecond);
    expect(bench.zammad.mostAtOnce).toBe(1);
    expect(bench.clock.now() - START_AT).toBeLessThan(
      (times.length + 3) * (1000 / requestsPerSecond),
    );
  });

  it('a quiet directory asks seldom', async () => {
    const bench = await start({ timing: { perPage: 500, changesPerPage: 100, restMs: 300_000 } });
    await bench.wholePass();
    await bench.pass(10_000);
    const before = bench.zammad.requests.length;
    await bench.pass(600_000);
    expect(bench.zammad.requests.length - before).toBeLessThan(100);
  });

  it('after a failure it waits, longer each time, and repeats the very page', async () => {
    const bench = await start();
    await bench.until(() => bench.index.size >= 20);
    bench.zammad.fault = () => json({}, 503);
    const from = bench.zammad.requests.length;
    await bench.pass(150_000);
    const times = bench.zammad.requests.slice(from).map(({ at }) => Math.round(at / 1000));
    const gaps = times.slice(1).map((at, before) => at - (times[before] ?? 0));
    expect(gaps).toEqual([5, 10, 20, 40]);
    expect(bench.sync.progress()).toMatchObject({
      state: 'failing',
      problem: 'zammad/unreachable',
    });
    bench.zammad.fault = undefined;
    await bench.wholePass(0);
    expect(bench.known()).toEqual(bench.wanted());
  });

  it('the wait is a little shorter or longer each time, and at most some minutes', async () => {
    const { createBackoff } = await import('./politeness-backoff.ts');
    const waits = [0, 0.5, 0.999].map((random) => {
      const times = { firstRetryMs: 1_000, maxRetryMs: 8_000, maintenanceMs: 60_000 };
      const backoff = createBackoff({ ...times, random: () => random });
      return [1, 2, 3, 4, 5, 6].map(() => Math.round(backoff.waitMs(new Error('x'))));
    });
    expect(waits).toEqual([
      [750, 1500, 3000, 6000, 6000, 6000],
      [1000, 2000, 4000, 8000, 8000, 8000],
      [1250, 2499, 4998, 9996, 9996, 9996],
    ]);
  });

  it.each([
    ['429 with seconds', () => json({}, 429, { 'retry-after': '90' })],
    [
      '503 with a time',
      () =>
        json({}, 503, {
          date: 'Wed, 10 Jun 2026 10:00:00 GMT',
          'retry-after': 'Wed, 10 Jun 2026 10:01:30 GMT',
        }),
    ],
  ])('Retry-After is obeyed: %s', async (_what, answer) => {
    const bench = await start();
    bench.zammad.fault = answer;
    await bench.pass(500);
    const before = bench.zammad.requests.length;
    bench.zammad.fault = undefined;
    await bench.pass(88_000);
    expect(bench.zammad.requests.length).toBe(before);
    await bench.pass(4_000);
    expect(bench.zammad.requests.length).toBeGreaterThan(before);
  });

  it('quiet hours: not one request, over midnight too, and on it goes after', async () => {
    const bench = await start({ settings: { pause: [{ from: '22:00', to: '06:00' }] } });
    await bench.until(() => bench.index.size >= 20);
    const { now } = bench.clock;
    const jump = wall('22:00') - now();
    bench.clock.now = () => now() + jump;
    await bench.pass(1_000);
    const before = bench.zammad.requests.length;
    await bench.pass(60_000);
    expect(bench.zammad.requests.length).toBe(before);
    expect(bench.sync.progress()).toMatchObject({ state: 'paused', nextAt: wall('06:00', 11) });
    const later = wall('05:59', 11) - bench.clock.now();
    const night = bench.clock.now;
    bench.clock.now = () => night() + later;
    await bench.pass(58_000);
    expect(bench.zammad.requests.length).toBe(before);
    await bench.wholePass(0);
    expect(bench.known()).toEqual(bench.wanted());
  });

  it("Zammad's own maintenance: it waits, says so, and looks every minute", async () => {
    const bench = await start();
    await bench.until(() => bench.index.size >= 20);
    bench.zammad.fault = () => json({ error: 'Maintenance mode enabled!' }, 403);
    await bench.pass(1_000);
    const before = bench.zammad.requests.length;
    await bench.pass(300_000);
    expect(bench.zammad.requests.length - before).toBe(5);
    expect(bench.sync.progress()).toMatchObject({ state: 'paused', problem: 'zammad/maintenance' });
    bench.zammad.fault = undefined;
    await bench.wholePass(0);
    expect(bench.known()).toEqual(bench.wanted());
  });

  it.each([
    ['22:00', '23:00', '21:59', undefined],
    ['22:00', '23:00', '22:00', '23:00'],
    ['22:00', '23:00', '22:59', '23:00'],
    ['22:00', '23:00', '23:00', undefined],
    ['23:30', '00:30', '23:45', '24:30'],
    ['23:30', '00:30', '00:15', '00:30'],
    ['23:30', '00:30', '00:30', undefined],
  ])('quiet from %s to %s: at %s until %s', (from, to, at, until) => {
    const [hours = 0, minutes = 0] = (until ?? '').split(':').map(Number);
    const end = until && wall('00:00') + (hours * 60 + minutes) * 60_000;
    expect(quietUntil([{ from, to }], wall(at))).toBe(end);
  });
});

/** How long the telephone system waits for its answer, under load, with agents connected. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Pbx } from '../tests/e2e/harness/pbx.ts';
import { type Row, percentile, spread } from './figures.ts';

const CALLS_PER_SECOND = 50;
const SECONDS = 20;

/**
 * Each call sends three events: new, answer, hang-up; every answer is timed by the sender.
 * `users` says at whom the calls ring; nobody named means everybody.
 */
export async function measurePbxAnswer(
  pbx: Pbx,
  load: { what: string; users: readonly string[]; promised: boolean },
): Promise<Row> {
  const times: number[] = [];
  let failed = 0;
  const timed = async (send: () => Promise<{ status: number }>) => {
    const startedAt = performance.now();
    const { status } = await send();
    times.push(performance.now() - startedAt);
    if (status !== 200) failed += 1;
  };
  const oneCall = async (index: number) => {
    const base = {
      callId: `bench-${load.users.length}-${process.pid}-${index}`,
      from: `49301${String(index).padStart(6, '0')}`,
      to: '4930123000',
      direction: 'in',
    };
    const form = (more: Record<string, string>) => new URLSearchParams({ ...base, ...more });
    const first = form({ event: 'newCall' });
    for (const user of load.users) first.append('user[]', user);
    await timed(() => pbx.post(first));
    await pause(200);
    await timed(() => pbx.post(form({ event: 'answer', user: load.users[0] ?? 'Alice Agent' })));
    await pause(200);
    await timed(() => pbx.post(form({ event: 'hangup', cause: 'normalClearing' })));
  };
  const calls: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let index = 0; index < CALLS_PER_SECOND * SECONDS; index += 1) {
    const dueInMs = startedAt + (index * 1000) / CALLS_PER_SECOND - performance.now();
    if (dueInMs > 0) await pause(dueInMs);
    calls.push(oneCall(index));
  }
  await Promise.all(calls);
  return {
    what: `PBX answer, ${CALLS_PER_SECOND} calls/s, ${load.what} (${times.length} events, ${failed} failed)`,
    figure: spread(times, [0.5, 0.95, 0.99]),
    ...(load.promised
      ? {
          wanted: 'p95 ≤ 20 ms, p99 ≤ 50 ms',
          holds: percentile(times, 0.95) <= 20 && percentile(times, 0.99) <= 50 && failed === 0,
        }
      : {}),
  };
}

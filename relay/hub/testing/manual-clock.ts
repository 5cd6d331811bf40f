/** A clock for tests: time passes only when told to. */
import type { Clock } from '../clock.ts';

export interface ManualClock extends Clock {
  /** Lets time pass and runs what falls due, in order. */
  advance(ms: number): void;
}

export function createManualClock(start = 1_000_000_000_000): ManualClock {
  let now = start;
  let nextId = 0;
  const tasks = new Map<number, { at: number; every: number | undefined; run: () => void }>();

  function add(ms: number, every: number | undefined, run: () => void): () => void {
    const id = nextId++;
    tasks.set(id, { at: now + ms, every, run });
    return () => void tasks.delete(id);
  }
  return {
    now: () => now,
    after: (ms, run) => add(ms, undefined, run),
    every: (ms, run) => add(ms, ms, run),
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const due = [...tasks]
          .filter(([, { at }]) => at <= end)
          .sort((a, b) => a[1].at - b[1].at || a[0] - b[0])[0];
        if (!due) break;
        const [id, task] = due;
        now = Math.max(now, task.at);
        if (task.every === undefined) tasks.delete(id);
        else task.at += task.every;
        task.run();
      }
      now = end;
    },
  };
}

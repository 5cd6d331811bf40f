/** Clock and timers that move only when a test moves them. For tests. */
export function createManualTimers(start = 1_795_258_000_000) {
  let now = start;
  let nextId = 1;
  const set = new Map<number, { at: number; run: () => void }>();

  return {
    now: () => now,
    setTimeout(run: () => void, ms: number): number {
      set.set(nextId, { at: now + ms, run });
      return nextId++;
    },
    clearTimeout(timer: unknown): void {
      set.delete(timer as number);
    },
    /** Lets time pass; what falls due runs in order. */
    pass(ms: number): void {
      const end = now + ms;
      for (;;) {
        const due = [...set]
          .filter(([, { at }]) => at <= end)
          .sort(([, a], [, b]) => a.at - b.at)[0];
        if (!due) break;
        set.delete(due[0]);
        now = Math.max(now, due[1].at);
        due[1].run();
      }
      now = end;
    },
    pending: () => set.size,
  };
}

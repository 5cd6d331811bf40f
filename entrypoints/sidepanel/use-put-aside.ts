import { useEffect, useEffectEvent, useState } from 'react';
import type { MissedRow } from '../../lib/core/missed-row.ts';

/** So long "done" can be taken back; nothing is told to anybody before. */
export const UNDO_MS = 8_000;

export interface Undone {
  rows: readonly MissedRow[];
  undo: () => void;
}

/** The caller tried again after their row was put aside. */
const isNewer = (row: MissedRow, aside: MissedRow) =>
  row.key === aside.key && row.lastAt > aside.lastAt;

/**
 * Rows leave the list at once and are done for good a little later, or when the page goes. A caller
 * who tries again meanwhile is back on the list: that attempt is not done.
 */
export function usePutAside(
  rows: readonly MissedRow[],
  finish: (rows: readonly MissedRow[]) => Promise<void>,
) {
  const [waiting, setWaiting] = useState<readonly MissedRow[]>([]);
  const [leaving, setLeaving] = useState<readonly MissedRow[]>([]);

  async function commit(aside: readonly MissedRow[]): Promise<void> {
    const done = aside.filter((each) => !rows.some((row) => isNewer(row, each)));
    if (done.length === 0) return;
    setLeaving((now) => [...now, ...done]);
    await finish(done);
    setLeaving((now) => now.filter((row) => !done.includes(row)));
  }
  const flush = useEffectEvent(() => {
    if (waiting.length === 0) return;
    setWaiting([]);
    void commit(waiting);
  });

  useEffect(() => {
    if (waiting.length === 0) return undefined;
    const timer = setTimeout(() => flush(), UNDO_MS);
    return () => clearTimeout(timer);
  }, [waiting]);
  useEffect(() => {
    const leave = () => flush();
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }, []);

  const aside = [...waiting, ...leaving];
  return {
    /** Those that are still on the list. */
    shown: rows.filter((row) => !aside.some((each) => each.key === row.key && !isNewer(row, each))),
    put(more: readonly MissedRow[]): void {
      void commit(waiting);
      setWaiting(more);
    },
    undone:
      waiting.length > 0 ? ({ rows: waiting, undo: () => setWaiting([]) } as Undone) : undefined,
  };
}

/**
 * What changed since last time, newest first, until everything further down is older than what was
 * seen before. Only Zammad's own times are compared, so its clock may be another than ours. Rule DS2.
 */

/** What comes so late (a long transaction, a search index that lags) is seen all the same. */
const OVERLAP_MS = 5 * 60_000;
interface Changed {
  id: number;
  updatedAt: number;
}

export interface ChangesRound {
  /** One page. @returns what is known now, or `more` while there may be more */
  step(): Promise<'more' | ChangesSeen>;
}

export interface ChangesSeen {
  /** Newest change seen, epoch ms by Zammad's clock. */
  newestAt: number;
  /** There were too many, or Zammad repeated itself: everything has to be read. */
  incomplete: boolean;
}

/**
 * @param sinceAt newest change of the round before; 0: none, then only the newest page is taken
 * @param read page from 1, newest change first
 */
export function createChangesRound<T extends Changed>(deps: {
  sinceAt: number;
  /** More is not asked for by change: reading everything again is cheaper then, and sure. */
  maxPages: number;
  /** So many pages at most that hold nothing newer: thousands may have changed in one moment. */
  overlapPages: number;
  now: () => number;
  read: (page: number) => Promise<T[]>;
  take: (rows: readonly T[]) => Promise<void>;
}): ChangesRound {
  const { sinceAt } = deps;
  const seen = new Set<string>();
  let page = 1;
  let oldPages = 0;
  let newestAt = sinceAt;

  return {
    async step() {
      const rows = await deps.read(page);
      await deps.take(rows);
      const fresh = rows.filter(({ id, updatedAt }) => !seen.has(`${id} ${updatedAt}`));
      for (const { id, updatedAt } of fresh) {
        seen.add(`${id} ${updatedAt}`);
        // Behind a time of the future, from a clock that was wrong, later changes would hide.
        newestAt = Math.max(newestAt, Math.min(updatedAt, deps.now()));
      }
      const times = rows.map(({ updatedAt }) => updatedAt);
      if (Math.max(...times) <= sinceAt) oldPages += 1;
      const enough = Math.min(...times) < sinceAt - OVERLAP_MS || oldPages >= deps.overlapPages;
      if (rows.length === 0 || sinceAt === 0 || enough) return { newestAt, incomplete: false };
      if (fresh.length === 0 || page >= deps.maxPages) return { newestAt, incomplete: true };
      page += 1;
      return 'more';
    },
  };
}

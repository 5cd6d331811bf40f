/** When a caller was last talked to, from the stored calls. */
import type { Kysely } from 'kysely';
import type { Call } from '../../lib/core/call.ts';
import { reachOf } from '../../lib/core/missed-board.ts';
import type { Tables } from '../store/tables.ts';

export interface Reaches {
  /** Begin of a talk with this caller after `since`, of several a late one. */
  last(key: string, since: number): Promise<number | undefined>;
}

/** A call may wait so long before somebody answers it. */
const LONGEST_WAIT_MS = 4 * 60 * 60_000;
const PAGE = 200;
const MAX_PAGES = 50;

export function createReaches(db: Kysely<Tables>): Reaches {
  function calls(key: string, from: number, page: number) {
    const query = db
      .selectFrom('calls')
      .select('snapshot')
      .where('started_at', '>=', from)
      .orderBy('started_at', 'desc')
      .offset(page * PAGE)
      .limit(PAGE);
    // Internal numbers have no column of their own; theirs are the calls without an outside number.
    return /^\d+$/.test(key) ? query.where('remote', '=', key) : query.where('remote', 'is', null);
  }

  function lastOf(snapshots: readonly string[], key: string, since: number): number | undefined {
    let last: number | undefined;
    for (const snapshot of snapshots) {
      const reach = reachOf(JSON.parse(snapshot) as Call);
      if (!reach || reach.at < since || !reach.keys.includes(key)) continue;
      last = Math.max(last ?? reach.at, reach.at);
    }
    return last;
  }

  return {
    async last(key, since) {
      for (let page = 0; page < MAX_PAGES; page += 1) {
        const rows = await calls(key, since - LONGEST_WAIT_MS, page).execute();
        const last = lastOf(
          rows.map(({ snapshot }) => snapshot),
          key,
          since,
        );
        if (last !== undefined || rows.length < PAGE) return last;
        await new Promise((resolve) => setImmediate(resolve));
      }
      return undefined;
    },
  };
}

/**
 * Closes calls whose end never came, so that nothing rings for ever, and purges what is older
 * than the retention time. Rules RD14–RD16 of `relay/SPEC.md`.
 */
import type { Call, Verdict } from '../../lib/core/call.ts';
import type { Database } from '../store/database.ts';
import type { EventInput } from './ledger.ts';
import { readSnapshot } from './snapshots.ts';

export interface Sweeper {
  /** One round; answers how many calls were given up. */
  sweep(): Promise<number>;
}

const DAY_MS = 86_400_000;
/** A rejected caller is gone at once; only the report of it may be slow. */
const BLOCKED_MS = 30_000;

export function createSweeper(input: {
  db: Database;
  ledger: {
    record(input: EventInput): Promise<unknown>;
    purge(before: number): Promise<number>;
  };
  limits: { ringingMs: number; talkingMs: number };
  retentionDays: number;
  clock: () => number;
}): Sweeper {
  const { db, ledger, limits, clock } = input;

  async function closeSilent(): Promise<number> {
    const now = clock();
    const shortest = Math.min(BLOCKED_MS, limits.ringingMs, limits.talkingMs);
    const live = await db
      .selectFrom('calls')
      .select(['id', 'snapshot'])
      .where('ended_at', 'is', null)
      .where('started_at', '<', now - shortest)
      .execute();
    let closed = 0;
    for (const row of live) {
      const call = readSnapshot(row.snapshot);
      if (now - (await lastNews(row.id, call.startedAt)) < patience(call)) continue;
      await ledger.record({
        event: {
          source: call.source,
          kind: 'hangup',
          callId: call.nativeId,
          at: now,
          end: { guessed: true },
        },
        raw: '',
        wording: (verdict: Verdict) => verdict.action,
      });
      closed++;
    }
    return closed;
  }

  function patience(call: Call): number {
    if (call.state === 'talking') return limits.talkingMs;
    if (call.blocked) return BLOCKED_MS;
    // Callers wait in a queue for long, and no phone rings meanwhile.
    return call.state === 'queued' ? 10 * limits.ringingMs : limits.ringingMs;
  }

  async function lastNews(callId: string, startedAt: number): Promise<number> {
    const row = await db
      .selectFrom('events')
      .select((expression) => expression.fn.max('at').as('at'))
      .where('call_id', '=', callId)
      .executeTakeFirst();
    return row?.at ?? startedAt;
  }

  return {
    async sweep() {
      const closed = await closeSilent();
      await ledger.purge(clock() - input.retentionDays * DAY_MS);
      return closed;
    },
  };
}

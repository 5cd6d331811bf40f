/**
 * Closes calls whose end never came, so that nothing rings for ever, and purges what is older
 * than the retention time. Rules RD9, RD10 of `relay/SPEC.md`.
 */
import type { Call, Verdict } from '../../lib/core/call.ts';
import type { Database } from '../store/database.ts';
import type { EventInput } from './record.ts';
import { createSilence } from './silence.ts';
import { readSnapshot } from './snapshots.ts';

export interface Sweeper {
  /** One round; answers how many calls were given up. */
  sweep(): Promise<number>;
}

const DAY_MS = 86_400_000;
/** A rejected caller is gone at once; only the report of it may be slow. */
const BLOCKED_MS = 30_000;
/** Callers wait in a queue for long, and no phone rings meanwhile. */
const QUEUED_TIMES = 10;
/** A telephone system that would tell the end may be silent for as long as people talk. */
const WATCHED_TIMES = 6;
/** What a call is said to have ended with (`causeWord`). */
const WHY = { blocked: 'no news of a rejected call', other: 'no news' };

export function createSweeper(input: {
  db: Database;
  ledger: {
    record(input: EventInput): Promise<unknown>;
    purge(before: number): Promise<number>;
  };
  limits: { ringingMs: number; talkingMs: number };
  retentionDays: number;
  clock: () => number;
  /** The connection is up and told all its running calls when it came up. */
  watched?: ((source: string) => boolean) | undefined;
  /** A clock that nobody can set; for tests. */
  steady?: (() => number) | undefined;
}): Sweeper {
  const { db, ledger, limits, clock } = input;
  const silence = createSilence(input.steady ?? (() => performance.now()));
  const shortest = Math.min(BLOCKED_MS, limits.ringingMs, limits.talkingMs);

  async function closeSilent(): Promise<number> {
    const live = await db
      .selectFrom('calls')
      .select(['id', 'seq', 'started_at'])
      .where('ended_at', 'is', null)
      .execute();
    let closed = 0;
    for (const { id, seq, started_at: startedAt } of live) {
      // Cheap first: most calls changed or began a moment ago.
      const age = clock() - startedAt;
      const young = age < shortest ? silence.note(id, seq, age) : undefined;
      const heard = silence.known(id, seq) ?? young;
      if (heard !== undefined && heard < shortest) continue;
      const news = await lastNews(id);
      const silentMs = silence.note(id, news?.seq ?? seq, clock() - (news?.at ?? startedAt));
      if (silentMs < shortest) continue;
      const call = await readCall(id);
      if (!call || silentMs < patience(call)) continue;
      await giveUp(call);
      closed++;
    }
    silence.looked(new Set(live.map(({ id }) => id)));
    return closed;
  }

  function patience(call: Call): number {
    if (call.blocked && call.state !== 'talking') return BLOCKED_MS;
    if (call.state === 'talking') {
      return (input.watched?.(call.source) ? WATCHED_TIMES : 1) * limits.talkingMs;
    }
    return (call.state === 'queued' ? QUEUED_TIMES : 1) * limits.ringingMs;
  }

  async function giveUp({ source, nativeId, blocked, state }: Call): Promise<void> {
    const word = blocked && state !== 'talking' ? WHY.blocked : WHY.other;
    const end = { guessed: true, word };
    await ledger.record({
      event: { source, kind: 'hangup', callId: nativeId, at: clock(), end },
      raw: '',
      wording: (verdict: Verdict) => verdict.action,
    });
  }

  async function readCall(id: string): Promise<Call | undefined> {
    const row = await db
      .selectFrom('calls')
      .select('snapshot')
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    return row && readSnapshot(row.snapshot);
  }

  async function lastNews(callId: string): Promise<{ seq: number; at: number } | undefined> {
    return db
      .selectFrom('events')
      .select(['seq', 'at'])
      .where('call_id', '=', callId)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
  }

  return {
    async sweep() {
      const closed = await closeSilent();
      await ledger.purge(clock() - input.retentionDays * DAY_MS);
      return closed;
    },
  };
}

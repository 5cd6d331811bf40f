/**
 * "While you were away": notices when nobody listened here for a while, and tells once, calmly, what
 * happened meanwhile. What the relay knows of that time is asked for, never replayed card by card.
 */
import type { Away } from '../../lib/core/away.ts';
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { RelayHttp } from '../../lib/relay-client/http.ts';
import { RelayError } from '../../lib/relay-client/relay-error.ts';
import type { AwayState } from '../../lib/storage/away.ts';
import type { Stored } from '../../lib/storage/stored.ts';

/** Shorter absences are none: the cards tell. */
export const GAP_MS = 10 * 60_000;
/** Who used Zammad so lately is here. */
const HERE_MS = 90_000;
const NOTE_EVERY_MS = 60_000;
/** A summary that nobody looked at is no news after so long. */
const STALE_MS = 24 * 3_600_000;
const PAGE = 100;
const PAGES_MAX = 5;

export interface AwayDeps {
  away: Stored<AwayState>;
  relay: () => Pick<RelayHttp, 'calls'> | undefined;
  /** The stream is up. */
  isLive: () => boolean;
  /** When somebody last used Zammad in this browser; 0: not yet. */
  activeAt(): number;
  now(): number;
  /** The agent is back and something happened. */
  onSummary(summary: Away): void;
  onError(error: unknown): void;
}

export type AwayWatch = ReturnType<typeof createAway>;

export function createAway(deps: AwayDeps) {
  let state: AwayState = {};
  let noting: Promise<void> | undefined;

  async function keep(change: Partial<AwayState>): Promise<void> {
    state = { ...state, ...change };
    await deps.away.update((now) => ({ ...now, ...change }));
  }

  async function items(query: {
    from: number;
    to: number;
    missed?: boolean;
    mine?: boolean;
  }): Promise<AgentCall[]> {
    const found: AgentCall[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < PAGES_MAX; page++) {
      const answer = await deps.relay()?.calls({ ...query, cursor, limit: PAGE });
      found.push(...(answer?.items ?? []));
      cursor = answer?.next;
      if (cursor === undefined) break;
    }
    return found;
  }

  /** Null: no gap, nothing in it, or nobody to ask. */
  async function summary(): Promise<Away | null> {
    const { gap } = state;
    if (!gap || !deps.relay()) return null;
    try {
      const [all, mine] = await Promise.all([
        items(gap),
        items({ ...gap, missed: true, mine: true }),
      ]);
      const external = all.filter(({ direction, manual }) => direction !== 'internal' && !manual);
      const answered = external.filter(
        (call) => !call.mine && call.direction === 'in' && call.answeredBy !== undefined,
      ).length;
      if (external.length === 0) return null;
      const missed = mine.filter((call) => call.missed && !call.done && call.direction !== 'out');
      return { ...gap, calls: external.length, missed, answered };
    } catch (error) {
      if (!(error instanceof RelayError)) deps.onError(error);
      return null;
    }
  }

  async function note(): Promise<void> {
    const now = deps.now();
    if (!deps.isLive() || now - deps.activeAt() > HERE_MS) return;
    const { listenedAt, gap } = state;
    if (listenedAt !== undefined && now - listenedAt > GAP_MS) {
      const old = gap && now - gap.to < STALE_MS ? gap : undefined;
      await keep({ listenedAt: now, gap: { from: old?.from ?? listenedAt, to: now } });
      const told = await summary();
      if (told) deps.onSummary(told);
      return;
    }
    // A clock that was set back would never be noted again.
    if (listenedAt !== undefined && now >= listenedAt && now - listenedAt < NOTE_EVERY_MS) return;
    await keep({ listenedAt: now });
  }

  return {
    async load(): Promise<void> {
      state = await deps.away.get();
    },
    /** Somebody may be here and listening: after each activity, at connect, by the alarm. */
    async note(): Promise<void> {
      noting ??= note().finally(() => (noting = undefined));
      await noting;
    },
    summary,
    /** The agent has seen it. */
    seen: (): Promise<void> => keep({ gap: undefined }),
  };
}

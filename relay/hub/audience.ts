/**
 * Who follows a call: everybody it was addressed to at any time. A call that is re-targeted away
 * (answered by a colleague, moved to another queue) goes on for those who saw it ring, in replay
 * and after a restart too; only that rare case is written down.
 */
import type { Kysely } from 'kysely';
import type { Call } from '../../lib/core/call.ts';
import type { Targets } from '../../lib/core/targets.ts';
import type { Log } from '../agents/log.ts';
import type { Team } from '../policy/team.ts';
import { writeMeta } from '../store/meta.ts';
import type { Tables } from '../store/tables.ts';
import type { Clock } from './clock.ts';

export interface Audience {
  /** Takes note of a change and says who follows the call now. */
  follow(call: Call): Targets;
  /** Everybody it was ever addressed to. */
  all(call: Call): Targets;
  /** May this agent have the call in a replay? */
  follows(call: Call, agentId: number): boolean;
  /** Ids of calls that this agent follows though they may be addressed to others by now. */
  followed(agentId: number): string[];
  /** Reads what was written down; call before anything else. */
  load(): Promise<void>;
  /** Resolves when everything noted so far is written. */
  settled(): Promise<void>;
}

interface Kept {
  agents: number[];
  everyone: boolean;
  at: number;
}

const KEY = 'hub.kept.';
/** How long an ended call is replayed; nobody asks for its audience afterwards. */
export const REPLAY_AGE_MS = 24 * 60 * 60_000;

export function createAudience(deps: {
  db: Kysely<Tables>;
  team: Team;
  clock: Clock;
  log: Log;
}): Audience {
  const { db, team, clock, log } = deps;
  /** Of open calls: everybody it was addressed to so far. */
  const seen = new Map<string, Targets>();
  /** Of calls that were addressed away: also written to the database. */
  const kept = new Map<string, Kept>();
  let writing: Promise<unknown> = Promise.resolve();

  function withEarlier(call: Call, current: Targets): Targets {
    const before = [seen.get(call.id), kept.get(call.id)].filter((each) => each !== undefined);
    if (before.length === 0) return current;
    return {
      agents: new Set([...current.agents, ...before.flatMap(({ agents }) => [...agents])]),
      everyone: current.everyone || before.some(({ everyone }) => everyone),
    };
  }

  /** A call of everyone that turned out to be on a private line is nobody else's any more. */
  function withoutStrangers(call: Call, all: Targets): Targets {
    const { addressing } = team.rules();
    return all.everyone && addressing.isPrivate(call) ? { ...all, everyone: false } : all;
  }

  function allOf(call: Call): Targets {
    return withoutStrangers(call, withEarlier(call, team.rules().addressing.targets(call)));
  }

  function keep(id: string, all: Targets): void {
    const entry: Kept = { agents: [...all.agents], everyone: all.everyone, at: clock.now() };
    const old = kept.get(id);
    if (old && old.everyone === entry.everyone && old.agents.length === entry.agents.length) return;
    kept.set(id, entry);
    const value = JSON.stringify(entry);
    writing = writing
      .then(() => writeMeta(db, KEY + id, value))
      .catch((error: unknown) => log.error({ err: error }, 'hub: audience could not be written'));
    forget();
  }

  /** Drops what is older than any replay. Oldest first, so it stops at the first young one. */
  function forget(): void {
    const gone: string[] = [];
    for (const [id, { at }] of kept) {
      if (clock.now() - at < 2 * REPLAY_AGE_MS) break;
      kept.delete(id);
      gone.push(KEY + id);
    }
    if (gone.length === 0) return;
    writing = writing
      .then(() => db.deleteFrom('meta').where('key', 'in', gone).execute())
      .catch((error: unknown) => log.error({ err: error }, 'hub: audience could not be purged'));
  }

  return {
    follow(call) {
      const current = team.rules().addressing.targets(call);
      const all = withEarlier(call, current);
      const moved = all.everyone !== current.everyone || all.agents.size > current.agents.size;
      if (moved) keep(call.id, all);
      if (call.state === 'ended') seen.delete(call.id);
      else seen.set(call.id, all);
      // Who saw it ring hears of the end, or the card would ring for ever; of nothing in between.
      return call.state === 'ended' ? all : withoutStrangers(call, all);
    },
    all: allOf,
    follows(call, agentId) {
      const all = allOf(call);
      return all.everyone || all.agents.has(agentId);
    },
    followed(agentId) {
      const has = ([, { agents, everyone }]: [
        string,
        { agents: Iterable<number>; everyone: boolean },
      ]) => everyone || [...agents].includes(agentId);
      return [...[...kept].filter(has), ...[...seen].filter(has)].map(([id]) => id);
    },
    async load() {
      const rows = await db
        .selectFrom('meta')
        .select(['key', 'value'])
        .where('key', 'like', `${KEY}%`)
        .execute();
      const entries = rows.flatMap(({ key, value }) => {
        try {
          return [{ id: key.slice(KEY.length), entry: JSON.parse(value) as Kept }];
        } catch {
          return [];
        }
      });
      entries.sort((a, b) => a.entry.at - b.entry.at);
      for (const { id, entry } of entries) kept.set(id, entry);
      forget();
    },
    async settled() {
      await writing;
    },
  };
}

/** Who has taken on to call a missed caller back. Rule WS6. */
import type { Kysely } from 'kysely';
import type { Agent } from '../../lib/protocol/frames.ts';
import { ApiError } from '../api/errors.ts';
import type { Clock } from '../hub/clock.ts';
import type { Tables } from '../store/tables.ts';

/** Whoever went home no longer calls back. */
export const CLAIM_MS = 8 * 60 * 60_000;

export interface Claim {
  agentId: number;
  name: string;
  at: number;
}

export interface Claims {
  of(key: string): Claim | undefined;
  /** @returns whether anything changed @throws ApiError 409 when somebody else has it */
  take(key: string, agent: Pick<Agent, 'id' | 'name'>): Promise<boolean>;
  /** @returns whether anything changed @throws ApiError 409 when somebody else has it */
  release(key: string, agent: Pick<Agent, 'id'>): Promise<boolean>;
  /** The row is closed. */
  end(keys: readonly string[]): Promise<void>;
  /** Ends those that are too old. @returns their keys */
  expire(): Promise<string[]>;
  /** Keys of all that stand. */
  keys(): string[];
  load(): Promise<void>;
}

export function createClaims(deps: { db: Kysely<Tables>; clock: Pick<Clock, 'now'> }): Claims {
  const { db, clock } = deps;
  const claims = new Map<string, Claim>();

  function of(key: string): Claim | undefined {
    const claim = claims.get(key);
    return claim && clock.now() - claim.at < CLAIM_MS ? claim : undefined;
  }

  function refuseOthers(key: string, agentId: number): Claim | undefined {
    const claim = of(key);
    if (!claim || claim.agentId === agentId) return claim;
    throw new ApiError(409, 'missed/claimed', `${claim.name} has taken this one on already.`);
  }

  async function remove(keys: readonly string[]): Promise<void> {
    const held = keys.filter((key) => claims.delete(key));
    if (held.length === 0) return;
    await db.deleteFrom('claims').where('key', 'in', held).execute();
  }

  return {
    of,
    keys: () => [...claims.keys()],
    async take(key, { id, name }) {
      if (refuseOthers(key, id)) return false;
      const before = claims.get(key);
      const claim: Claim = { agentId: id, name, at: clock.now() };
      // At once: of two who ask in the same moment only one gets it.
      claims.set(key, claim);
      const row = { agent_id: id, agent_name: name, at: claim.at };
      try {
        await db
          .insertInto('claims')
          .values({ key, ...row })
          .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
          .execute();
      } catch (error) {
        if (before) claims.set(key, before);
        else claims.delete(key);
        throw error;
      }
      return true;
    },
    async release(key, { id }) {
      if (!refuseOthers(key, id)) return false;
      await remove([key]);
      return true;
    },
    end: remove,
    async expire() {
      const old = [...claims.keys()].filter((key) => of(key) === undefined);
      await remove(old);
      return old;
    },
    async load() {
      const rows = await db.selectFrom('claims').selectAll().execute();
      for (const { key, agent_id: agentId, agent_name: name, at } of rows) {
        claims.set(key, { agentId, name, at });
      }
    },
  };
}

/**
 * Agents and their paired browsers. A device token is random and kept only as SHA-256; the
 * Zammad token that proved who the agent is never gets here. Rules AG* of `relay/SPEC-agents.md`.
 */
import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { KnownAgent } from '../../lib/core/roster.ts';
import type { Agent } from '../../lib/protocol/frames.ts';
import type { Clock } from '../hub/clock.ts';
import type { Tables } from '../store/tables.ts';

export interface Session {
  deviceId: string;
  agent: Agent;
}

export interface Devices {
  /** Remembers the agent and a new device of theirs. @returns its token, told only this once */
  pair(agent: KnownAgent, name: string): Promise<string>;
  /** Whose device token this is; undefined for unknown and revoked ones. */
  verify(token: string): Promise<Session | undefined>;
  revoke(deviceId: string): Promise<void>;
  /** Takes over what Zammad says now of agents we have. @returns whether anything changed */
  refresh(agents: readonly KnownAgent[]): Promise<boolean>;
}

const PREFIX = 'ohd_';
const TOKEN = /^ohd_[\w-]{43}$/;
/** `seen_at` is for people who tidy up; it need not be exact. */
const SEEN_EVERY_MS = 60 * 60_000;
/** More browsers than one person has: the longest unused ones are revoked. */
const MAX_DEVICES = 20;

export function createDevices(deps: {
  db: Kysely<Tables>;
  clock: Clock;
  /** A device was revoked: its open streams must end. */
  onRevoked: (deviceId: string) => void;
}): Devices {
  const { db, clock } = deps;

  async function revokeAll(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await db
      .updateTable('devices')
      .set({ revoked_at: clock.now() })
      .where('id', 'in', ids)
      .where('revoked_at', 'is', null)
      .execute();
    for (const id of ids) deps.onRevoked(id);
  }

  return {
    async pair(agent, name) {
      const token = PREFIX + randomBytes(32).toString('base64url');
      const now = clock.now();
      await db.transaction().execute(async (trx) => {
        const facts = { ...agent, updated_at: now };
        await trx
          .insertInto('agents')
          .values(facts)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(facts))
          .execute();
        await trx
          .insertInto('devices')
          .values({
            id: randomUUID(),
            agent_id: agent.id,
            name: name.slice(0, 200),
            token_hash: hash(token),
            created_at: now,
            seen_at: now,
            revoked_at: null,
          })
          .execute();
      });
      const devices = await db
        .selectFrom('devices')
        .select('id')
        .where('agent_id', '=', agent.id)
        .where('revoked_at', 'is', null)
        .orderBy('seen_at', 'desc')
        .orderBy('created_at', 'desc')
        .execute();
      await revokeAll(devices.slice(MAX_DEVICES).map(({ id }) => id));
      return token;
    },
    async verify(token) {
      if (!TOKEN.test(token)) return undefined;
      const wanted = hash(token);
      const row = await db
        .selectFrom('devices')
        .innerJoin('agents', 'agents.id', 'devices.agent_id')
        .select(['devices.id as deviceId', 'token_hash', 'seen_at'])
        .select(['agents.id', 'agents.login', 'agents.name', 'agents.email'])
        .where('token_hash', '=', wanted)
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      if (!row || !timingSafeEqual(Buffer.from(row.token_hash), Buffer.from(wanted))) {
        return undefined;
      }
      const now = clock.now();
      if (now - row.seen_at > SEEN_EVERY_MS) {
        // A full disk must not lock agents out.
        await db
          .updateTable('devices')
          .set({ seen_at: now })
          .where('id', '=', row.deviceId)
          .execute()
          .catch(() => undefined);
      }
      const { deviceId, id, login, name, email } = row;
      return { deviceId, agent: { id, login, name, ...(email && { email }) } };
    },
    revoke: (deviceId) => revokeAll([deviceId]),
    async refresh(agents) {
      if (agents.length === 0) return false;
      const known = await db
        .selectFrom('agents')
        .select(['id', 'login', 'email', 'name', 'phone', 'mobile'])
        .where(
          'id',
          'in',
          agents.map(({ id }) => id),
        )
        .execute();
      const old = new Map(known.map((agent) => [agent.id, agent]));
      const changed = agents.filter((agent) => {
        const before = old.get(agent.id);
        return before && FACTS.some((fact) => before[fact] !== agent[fact]);
      });
      for (const { id, ...facts } of changed) {
        await db
          .updateTable('agents')
          .set({ ...facts, updated_at: clock.now() })
          .where('id', '=', id)
          .execute();
      }
      return changed.length > 0;
    },
  };
}

const FACTS = ['login', 'email', 'name', 'phone', 'mobile'] as const;

function hash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

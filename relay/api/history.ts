/** Calls of the past, newest first, by keyset; only what the agent may see. */
import type { Kysely } from 'kysely';
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { Call } from '../../lib/core/call.ts';
import type { CallViews } from '../hub/call-views.ts';
import type { Audience } from '../hub/audience.ts';
import type { Team } from '../policy/team.ts';
import type { Tables } from '../store/tables.ts';

export interface HistoryQuery {
  cursor?: string | undefined;
  limit: number;
  /** E.164 digits. */
  number?: string | undefined;
  missed?: boolean | undefined;
}

export interface History {
  /** @returns undefined when the cursor is none of ours */
  list(agentId: number, query: HistoryQuery): Promise<HistoryPage | undefined>;
  maySee(call: Call, agentId: number): boolean;
}

export interface HistoryPage {
  items: AgentCall[];
  next?: string;
}

/** Rows looked at for one page at most; beyond it the page is shorter and `next` goes on. */
const MAX_SCAN = 2_000;
const CHUNK = 200;

export function createHistory(deps: {
  db: Kysely<Tables>;
  team: Team;
  audience: Audience;
  views: CallViews;
  link: (call: Call) => Call;
}): History {
  const { db, team, audience, views, link } = deps;

  function maySee(call: Call, agentId: number): boolean {
    return team.rules().addressing.maySee(call, agentId) || audience.follows(call, agentId);
  }

  function rows(query: HistoryQuery, after: Position | undefined) {
    let select = db
      .selectFrom('calls')
      .select(['id', 'started_at', 'snapshot'])
      .orderBy('started_at', 'desc')
      .orderBy('id', 'desc')
      .limit(CHUNK);
    if (query.number !== undefined) select = select.where('remote', '=', query.number);
    if (query.missed !== undefined) select = select.where('missed', '=', query.missed ? 1 : 0);
    if (after) {
      select = select.where((is) =>
        is.or([
          is('started_at', '<', after.startedAt),
          is.and([is('started_at', '=', after.startedAt), is('id', '<', after.id)]),
        ]),
      );
    }
    return select.execute();
  }

  return {
    maySee,
    async list(agentId, query) {
      let after = query.cursor === undefined ? undefined : readPosition(query.cursor);
      if (query.cursor !== undefined && !after) return undefined;
      const items: AgentCall[] = [];
      for (let scanned = 0; scanned < MAX_SCAN; scanned += CHUNK) {
        const chunk = await rows(query, after);
        for (const row of chunk) {
          const call = link(JSON.parse(row.snapshot) as Call);
          after = { startedAt: row.started_at, id: row.id };
          if (!maySee(call, agentId)) continue;
          items.push(views.view(call, agentId));
          if (items.length === query.limit) return { items, next: writePosition(after) };
        }
        if (chunk.length < CHUNK) return { items };
      }
      return { items, ...(after && { next: writePosition(after) }) };
    },
  };
}

interface Position {
  startedAt: number;
  id: string;
}

function writePosition({ startedAt, id }: Position): string {
  return Buffer.from(JSON.stringify([startedAt, id])).toString('base64url');
}

function readPosition(cursor: string): Position | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(value)) return undefined;
    const [startedAt, id]: unknown[] = value;
    if (typeof startedAt !== 'number' || typeof id !== 'string') return undefined;
    return { startedAt, id };
  } catch {
    return undefined;
  }
}

/**
 * Notes being written, mirrored from browsers: one for each agent and call. What was removed leaves
 * a mark with its time, so that a copy that comes late does not bring it back. Rules WS1, WS2.
 */
import { type Kysely, sql } from 'kysely';
import type { Draft } from '../../lib/protocol/workspace.ts';
import type { Tables } from '../store/tables.ts';
import { createWritten } from './written.ts';

/** Drafts of one agent, and their size together; beyond it the oldest go. */
export const MAX_DRAFTS = 500;
const MAX_CHARS = 20_000_000;
/** Marks of removed ones; a copy that is late is so by minutes. */
const MAX_REMOVED = 200;

export interface Drafts {
  put(callId: string, agentId: number, draft: Draft): Promise<void>;
  /** The agent's own ones, newest first. */
  list(agentId: number): Promise<{ callId: string; draft: Draft }[]>;
  /** The note is in Zammad: the draft ends, but stays readable to who got the call handed over. */
  noted(callId: string, agentId: number, note: { text: string; at: number }): Promise<void>;
  /** What was written about this call was removed by somebody else. */
  forget(callId: string): Promise<void>;
  /** What this agent wrote about the call, as far as it is remembered. Never waits. */
  textOf(callId: string, agentId: number): string | undefined;
  /** Reads the newest ones; call before anything else. */
  load(): Promise<void>;
}

export function createDrafts(deps: {
  db: Kysely<Tables>;
  /** What an agent wrote about a call reads differently now. */
  onChange: (callId: string, agentId: number) => void;
}): Drafts {
  const { db } = deps;
  const written = createWritten();

  function remember(callId: string, agentId: number, text: string): void {
    if (written.set(callId, agentId, text)) deps.onChange(callId, agentId);
  }

  /** @returns whether it was newer than what was there */
  async function store(
    callId: string,
    agentId: number,
    { content, keptAt }: { content: string; keptAt: number },
  ): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('drafts')
      .values({ call_id: callId, agent_id: agentId, content, kept_at: keptAt })
      .onConflict((conflict) =>
        conflict
          .columns(['call_id', 'agent_id'])
          .doUpdateSet({ content, kept_at: keptAt })
          .where('drafts.kept_at', '<=', keptAt),
      )
      .executeTakeFirstOrThrow();
    return (numInsertedOrUpdatedRows ?? 0n) > 0n;
  }

  async function trim(agentId: number): Promise<void> {
    const rows = await db
      .selectFrom('drafts')
      .select(['call_id', sql<number>`length(content)`.as('size')])
      .where('agent_id', '=', agentId)
      .orderBy('kept_at', 'desc')
      .orderBy('call_id')
      .execute();
    const gone = surplus(rows.map(({ call_id: callId, size }) => ({ callId, size })));
    if (gone.length === 0) return;
    await db
      .deleteFrom('drafts')
      .where('agent_id', '=', agentId)
      .where('call_id', 'in', gone)
      .execute();
    for (const id of gone) remember(id, agentId, '');
  }

  return {
    async put(callId, agentId, draft) {
      const content = isEmpty(draft) ? '' : JSON.stringify(draft);
      if (!(await store(callId, agentId, { content, keptAt: draft.keptAt }))) return;
      remember(callId, agentId, draft.text.trim() === '' ? '' : draft.text);
      await trim(agentId);
    },
    async list(agentId) {
      const rows = await db
        .selectFrom('drafts')
        .select(['call_id', 'content'])
        .where('agent_id', '=', agentId)
        .where('content', '!=', '')
        .orderBy('kept_at', 'desc')
        .orderBy('call_id')
        .execute();
      return rows.map(({ call_id: callId, content }) => ({
        callId,
        draft: JSON.parse(content) as Draft,
      }));
    },
    async noted(callId, agentId, { text, at }) {
      const before = await db
        .selectFrom('drafts')
        .select('kept_at')
        .where('call_id', '=', callId)
        .where('agent_id', '=', agentId)
        .executeTakeFirst();
      await store(callId, agentId, { content: '', keptAt: Math.max(at, before?.kept_at ?? 0) });
      remember(callId, agentId, text);
    },
    async forget(callId) {
      const rows = await db
        .selectFrom('drafts')
        .select('agent_id')
        .where('call_id', '=', callId)
        .execute();
      for (const { agent_id: agentId } of rows) remember(callId, agentId, '');
    },
    textOf: written.get,
    async load() {
      const rows = await db
        .selectFrom('drafts')
        .select(['call_id', 'agent_id', 'content'])
        .where('content', '!=', '')
        .orderBy('kept_at', 'desc')
        .limit(written.capacity)
        .execute();
      for (const { call_id: callId, agent_id: agentId, content } of rows.toReversed()) {
        written.set(callId, agentId, (JSON.parse(content) as Draft).text);
      }
    },
  };
}

/** A target that was chosen is no content yet. */
function isEmpty({ text, outcome, tags, followUpAt, minutes }: Draft): boolean {
  const extras = [outcome || undefined, tags?.[0], followUpAt, minutes];
  return text.trim() === '' && extras.every((extra) => extra === undefined);
}

/** @param rows newest first; size 0: removed */
function surplus(rows: readonly { callId: string; size: number }[]): string[] {
  let [drafts, removed, chars] = [0, 0, 0];
  const gone: string[] = [];
  for (const { callId, size } of rows) {
    if (size === 0) removed += 1;
    else {
      drafts += 1;
      chars += size;
    }
    const many = size === 0 ? removed > MAX_REMOVED : drafts > MAX_DRAFTS;
    const large = size > 0 && drafts > 1 && chars > MAX_CHARS;
    if (many || large) gone.push(callId);
  }
  return gone;
}

/** The missed board as one agent sees it, page by page. */
import type { MissedRow } from '../../lib/core/missed-row.ts';
import { type AttemptRow, byNewest } from '../../lib/core/missed-board.ts';
import type { Call } from '../../lib/core/call.ts';
import type { CallViews } from '../hub/call-views.ts';
import type { MissedBoard } from './missed-board.ts';

export interface MissedPage {
  items: MissedRow[];
  next?: string;
  total: number;
}

/** @returns undefined when the cursor is none of ours */
export type MissedList = (
  agentId: number,
  query: { cursor?: string | undefined; limit: number },
) => Promise<MissedPage | undefined>;

export function createMissedList(deps: {
  board: Pick<MissedBoard, 'rows' | 'call' | 'claimOf'>;
  views: Pick<CallViews, 'view'>;
}): MissedList {
  const { board, views } = deps;

  function rowOf(row: AttemptRow, call: Call, agentId: number): MissedRow {
    const { key, attempts, firstAt, lastAt, waits, waitedMs, voicemail, callIds } = row;
    const { remote, line, queue } = views.view(call, agentId);
    const claim = board.claimOf(key);
    const called = line.label ?? queue ?? line.display ?? (line.number || undefined);
    return {
      key,
      ...(remote.number !== undefined && { number: remote.number }),
      display: remote.display,
      ...(remote.name !== undefined && { name: remote.name }),
      matches: remote.matches,
      attempts,
      firstAt,
      lastAt,
      ...(called !== undefined && { line: called }),
      waits,
      waitedMs,
      ...(voicemail && { voicemail }),
      ...(claim && { claimedBy: claim.name, claimedAt: claim.at }),
      mine: claim?.agentId === agentId,
      callIds,
    };
  }

  return async (agentId, { cursor, limit }) => {
    const after = cursor === undefined ? undefined : readCursor(cursor);
    if (cursor !== undefined && !after) return undefined;
    const rows = await board.rows(agentId);
    const rest = after ? rows.filter((row) => byNewest(after, row) < 0) : rows;
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    const items = page.flatMap((row) => {
      const call = board.call(row.callIds[0] ?? '');
      return call ? [rowOf(row, call, agentId)] : [];
    });
    const more = last !== undefined && rest.length > page.length;
    return { items, ...(more && { next: writeCursor(last) }), total: rows.length };
  };
}

type Position = Pick<AttemptRow, 'lastAt' | 'key'>;

function writeCursor({ lastAt, key }: Position): string {
  return Buffer.from(JSON.stringify([lastAt, key])).toString('base64url');
}

function readCursor(cursor: string): Position | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(value)) return undefined;
    const [lastAt, key]: unknown[] = value;
    return typeof lastAt === 'number' && typeof key === 'string' ? { lastAt, key } : undefined;
  } catch {
    return undefined;
  }
}

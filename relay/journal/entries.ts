/** The journal as it is read: events, refused pushes, and what Zammad was told about calls. */
import type { PbxEvent, Verdict } from '../../lib/core/call.ts';
import type { EventsTable, ForwardsTable, RefusedTable } from '../store/tables.ts';

export interface EventEntry {
  type: 'event';
  seq: number;
  connection: string;
  kind: string;
  /** Our id. */
  callId: string;
  at: number;
  raw: string;
  answer: string;
  ignored: string | null;
  /** Undefined in rows of the first release, and where the row is damaged. */
  parsed: PbxEvent | undefined;
  verdict: Verdict | undefined;
}

export interface RefusalEntry {
  type: 'refused';
  id: number;
  connection: string | null;
  at: number;
  status: number;
  reason: string;
  raw: string;
}

export interface ForwardEntry {
  type: 'zammad';
  id: number;
  callId: string;
  kind: string;
  at: number;
  /** Form fields in order. */
  body: [string, string][];
  /** `waiting`, `sent`, `given-up`. */
  state: string;
  attempts: number;
  status: number | null;
  response: string | null;
  lastError: string | null;
}

export type Entry = EventEntry | RefusalEntry | ForwardEntry;

export function eventEntry(row: Omit<EventsTable, 'seq'> & { seq: number }): EventEntry {
  const { call_id: callId, parsed, verdict, ...rest } = row;
  return {
    type: 'event',
    callId,
    ...rest,
    parsed: readJson<PbxEvent>(parsed),
    verdict: readJson<Verdict>(verdict),
  };
}

export function refusalEntry(row: Omit<RefusedTable, 'id'> & { id: number }): RefusalEntry {
  return { type: 'refused', ...row };
}

export function forwardEntry(row: Omit<ForwardsTable, 'id'> & { id: number }): ForwardEntry {
  const { id, kind, attempts, status, response } = row;
  return {
    type: 'zammad',
    id,
    callId: row.call_id,
    kind,
    at: row.created_at,
    body: readBody(row.body),
    state: row.state ?? 'waiting',
    attempts,
    status,
    response,
    lastError: row.last_error,
  };
}

/** Something happened to it since: tried again, sent, given up. */
export function forwardProgress({ state, attempts, status, lastError }: ForwardEntry): string {
  return [state, attempts, status, lastError].join(' ');
}

function readJson<T>(text: string | null): T | undefined {
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value && typeof value === 'object' ? (value as T) : undefined;
  } catch {
    return undefined;
  }
}

function readBody(text: string): [string, string][] {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return [];
    return value.flatMap((pair: unknown): [string, string][] =>
      Array.isArray(pair) && pair.length === 2 ? [[String(pair[0]), String(pair[1])]] : [],
    );
  } catch {
    return [];
  }
}

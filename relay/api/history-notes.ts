/** What was written about calls: for lists the newest, for the search all of it. */
import { sql } from 'kysely';
import type { AgentCall, CallNote } from '../../lib/core/agent-call.ts';
import type { Database } from '../store/database.ts';
import type { CallNotesTable } from '../store/tables.ts';

export type NotesOf = ReadonlyMap<string, readonly CallNotesTable[]>;

/** One query, however many calls; newest first. */
export async function readNotes(db: Database, callIds: readonly string[]): Promise<NotesOf> {
  const notes = new Map<string, CallNotesTable[]>();
  if (callIds.length === 0) return notes;
  const rows = await db
    .selectFrom('call_notes')
    .selectAll()
    .where('call_id', 'in', sql<string>`(select value from json_each(${JSON.stringify(callIds)}))`)
    .orderBy('at', 'desc')
    .orderBy('agent_id')
    .execute();
  for (const row of rows) {
    const own = notes.get(row.call_id);
    if (own) own.push(row);
    else notes.set(row.call_id, [row]);
  }
  return notes;
}

/** The call with its newest note. */
export function withNote(call: AgentCall, notes: readonly CallNotesTable[] = []): AgentCall {
  const [newest] = notes;
  return newest ? { ...call, note: noteOf(newest) } : call;
}

function noteOf(row: CallNotesTable): CallNote {
  const { outcome, ticket_id, ticket_number } = row;
  return {
    agent: row.agent_name,
    at: row.at,
    text: row.text,
    ...(outcome !== null && { outcome }),
    ...(ticket_id !== null && { ticketId: ticket_id }),
    ...(ticket_number !== null && { ticketNumber: ticket_number }),
  };
}

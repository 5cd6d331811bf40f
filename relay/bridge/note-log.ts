/** Which notes the bridge wrote for whom: what makes a repeated request the same note. Rule BR18. */
import type { Kysely, Selectable } from 'kysely';
import type { BridgeNotesTable } from '../store/bridge-tables.ts';
import type { Tables } from '../store/tables.ts';

export type NoteRow = Selectable<BridgeNotesTable>;
export type NoteKey = Pick<NoteRow, 'owner' | 'event_id' | 'target'>;

export interface NoteLog {
  find(key: NoteKey): Promise<NoteRow | undefined>;
  /** By what the client calls it. */
  findByLogId(owner: string, logId: string): Promise<NoteRow | undefined>;
  /** The newest note of an owner in a ticket whose event id begins so. */
  findInTicket(owner: string, ticketId: number, prefix: string): Promise<NoteRow | undefined>;
  put(row: NoteRow): Promise<void>;
  remove(key: NoteKey): Promise<void>;
  tidy(before: number): Promise<void>;
}

export function createNoteLog(db: Kysely<Tables>): NoteLog {
  return {
    find: ({ owner, event_id, target }) =>
      db
        .selectFrom('bridge_notes')
        .selectAll()
        .where('owner', '=', owner)
        .where('event_id', '=', event_id)
        .where('target', '=', target)
        .executeTakeFirst(),
    findByLogId: (owner, logId) =>
      db
        .selectFrom('bridge_notes')
        .selectAll()
        .where('owner', '=', owner)
        .where('log_id', '=', logId)
        .orderBy('at', 'desc')
        .executeTakeFirst(),
    findInTicket: (owner, ticketId, prefix) =>
      db
        .selectFrom('bridge_notes')
        .selectAll()
        .where('owner', '=', owner)
        .where('ticket_id', '=', ticketId)
        .where('event_id', 'like', `${prefix}%`)
        .orderBy('at', 'desc')
        .executeTakeFirst(),
    async put(row) {
      await db
        .insertInto('bridge_notes')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['owner', 'event_id', 'target']).doUpdateSet(row),
        )
        .execute();
    },
    async remove({ owner, event_id, target }) {
      await db
        .deleteFrom('bridge_notes')
        .where('owner', '=', owner)
        .where('event_id', '=', event_id)
        .where('target', '=', target)
        .execute();
    },
    async tidy(before) {
      await db.deleteFrom('bridge_notes').where('at', '<', before).execute();
    },
  };
}

/** Drafts and notes, claims of missed calls, what the team knows about numbers. */
import { type Kysely, sql } from 'kysely';
import type { Schemaless } from '../schemaless.ts';

export async function up(db: Kysely<Schemaless>): Promise<void> {
  await db.schema
    .alterTable('calls')
    .addColumn('todo', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  // Nobody could say "done" before; who was called back since is found out when the relay starts.
  await db.updateTable('calls').set({ todo: 1 }).where('missed', '=', 1).execute();
  await db.schema
    .createIndex('calls_todo')
    .on('calls')
    .column('ended_at')
    .where(sql.ref('todo'), '=', 1)
    .execute();
  await db.schema
    .createTable('drafts')
    .addColumn('call_id', 'text', (column) => column.notNull())
    .addColumn('agent_id', 'integer', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('kept_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('drafts_primary', ['call_id', 'agent_id'])
    .execute();
  await db.schema
    .createIndex('drafts_agent')
    .on('drafts')
    .columns(['agent_id', 'kept_at'])
    .execute();

  await db.schema
    .createTable('call_notes')
    .addColumn('call_id', 'text', (column) => column.notNull())
    .addColumn('agent_id', 'integer', (column) => column.notNull())
    .addColumn('agent_name', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text')
    .addColumn('ticket_id', 'integer')
    .addColumn('ticket_number', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('call_notes_primary', ['call_id', 'agent_id'])
    .execute();

  await db.schema
    .createTable('claims')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('agent_id', 'integer', (column) => column.notNull())
    .addColumn('agent_name', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('picks')
    .addColumn('digits', 'text', (column) => column.notNull())
    .addColumn('contact_id', 'integer', (column) => column.notNull())
    .addColumn('contact_name', 'text', (column) => column.notNull())
    .addColumn('agent_id', 'integer', (column) => column.notNull())
    .addColumn('agent_name', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('picks_primary', ['digits', 'contact_id'])
    .execute();

  await db.schema
    .createTable('exclusions')
    .addColumn('digits', 'text', (column) => column.notNull())
    .addColumn('contact_id', 'integer', (column) => column.notNull())
    .addColumn('agent_id', 'integer', (column) => column.notNull())
    .addColumn('agent_name', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('exclusions_primary', ['digits', 'contact_id'])
    .execute();
}

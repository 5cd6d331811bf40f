/** The bridge that the sipgate app speaks: what its clients were told, and which notes it wrote. */
import type { Kysely } from 'kysely';
import type { Schemaless } from '../schemaless.ts';

export async function up(db: Kysely<Schemaless>): Promise<void> {
  await db.schema
    .createTable('bridge_versions')
    .addColumn('contact_id', 'integer', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addColumn('digests', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('bridge_versions_primary', ['contact_id', 'seen_at'])
    .execute();
  await db.schema
    .createTable('bridge_seen')
    .addColumn('client', 'text', (column) => column.notNull())
    .addColumn('contact_id', 'integer', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('bridge_seen_primary', ['client', 'contact_id'])
    .execute();
  await db.schema
    .createTable('bridge_creations')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('contact_id', 'integer')
    .execute();
  await db.schema
    .createTable('bridge_notes')
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('target', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('done', 'integer', (column) => column.notNull())
    .addColumn('ticket_id', 'integer')
    .addColumn('article_id', 'integer')
    .addColumn('log_id', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('bridge_notes_primary', ['owner', 'event_id', 'target'])
    .execute();
  await db.schema
    .createIndex('bridge_notes_log')
    .on('bridge_notes')
    .columns(['owner', 'log_id'])
    .execute();
}

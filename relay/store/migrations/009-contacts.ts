/** Contacts of the telephone system: which belongs to whom, what both sides had, and the jobs' own book. */
import type { Kysely } from 'kysely';
import type { Schemaless } from '../schemaless.ts';

export async function up(db: Kysely<Schemaless>): Promise<void> {
  await db.schema
    .createTable('contact_links')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('job', 'text', (column) => column.notNull())
    .addColumn('person_id', 'integer')
    .addColumn('remote_id', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('made', 'integer', (column) => column.notNull())
    .addColumn('base', 'text', (column) => column.notNull())
    .addColumn('sent', 'text', (column) => column.notNull())
    .addColumn('ours_missing', 'integer', (column) => column.notNull())
    .addColumn('theirs_missing', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('contact_links_person', ['job', 'person_id'])
    .addUniqueConstraint('contact_links_remote', ['job', 'remote_id'])
    .execute();
  await db.schema
    .createTable('contact_jobs')
    .addColumn('job', 'text', (column) => column.primaryKey())
    .addColumn('holder', 'text')
    .addColumn('held_until', 'bigint', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('report', 'text')
    .execute();
}

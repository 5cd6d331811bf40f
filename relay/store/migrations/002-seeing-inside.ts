/** What was understood and decided beside what was received; refused pushes; links between calls. */
import type { Kysely } from 'kysely';
import type { Schemaless } from '../schemaless.ts';

export async function up(db: Kysely<Schemaless>): Promise<void> {
  await db.schema.alterTable('events').addColumn('parsed', 'text').execute();
  await db.schema.alterTable('events').addColumn('verdict', 'text').execute();

  await db.schema
    .createTable('refused')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('connection', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('status', 'integer', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('raw', 'text', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('call_links')
    .addColumn('from_id', 'text', (column) => column.notNull())
    .addColumn('to_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('call_links_primary', ['from_id', 'to_id'])
    .execute();
  await db.schema.createIndex('call_links_to').on('call_links').column('to_id').execute();

  await db.schema.alterTable('forwards').addColumn('status', 'integer').execute();
  await db.schema.alterTable('forwards').addColumn('response', 'text').execute();
}

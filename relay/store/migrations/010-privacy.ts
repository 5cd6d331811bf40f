/** Erasures that were asked for, and what the directory leaves out since. */
import type { Kysely } from 'kysely';
import type { Schemaless } from '../schemaless.ts';

export async function up(db: Kysely<Schemaless>): Promise<void> {
  await db.schema
    .createTable('erasures')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('digits', 'text')
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('taken_at', 'bigint')
    .addColumn('done_at', 'bigint')
    .addColumn('counts', 'text')
    .execute();
  await db.schema
    .createTable('left_out')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('record_id', 'integer', (column) => column.notNull())
    .addColumn('number_hash', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('left_out_primary', ['kind', 'record_id', 'number_hash'])
    .execute();
}

/** Who changed what, or looked at what, and how it was before. */
import type { Kysely } from 'kysely';
import type { Schemaless } from '../schemaless.ts';

export async function up(db: Kysely<Schemaless>): Promise<void> {
  await db.schema
    .createTable('audit')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('batch', 'text')
    .addColumn('detail', 'text', (column) => column.notNull())
    .execute();
  for (const [name, columns] of Object.entries({
    audit_at: ['at'],
    audit_subject: ['subject', 'id'],
    audit_batch: ['batch', 'id'],
  })) {
    await db.schema.createIndex(name).on('audit').columns(columns).execute();
  }
}

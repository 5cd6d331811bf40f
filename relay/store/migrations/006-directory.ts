/** Organisations with their numbers, whose people are whose, and what was learned without a service token. */
import type { Kysely } from 'kysely';
import type { Schemaless } from '../schemaless.ts';

export async function up(db: Kysely<Schemaless>): Promise<void> {
  await db.schema.alterTable('contacts').addColumn('organization_id', 'integer').execute();
  await db.schema
    .alterTable('numbers')
    .addColumn('partial', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();

  await db.schema
    .createTable('organizations')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('pass', 'integer', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('organizations_pass').on('organizations').column('pass').execute();

  await db.schema
    .createTable('organization_numbers')
    .addColumn('digits', 'text', (column) => column.notNull())
    .addColumn('organization_id', 'integer', (column) => column.notNull())
    .addColumn('field', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('organization_numbers_primary', ['organization_id', 'digits', 'field'])
    .execute();

  await db.schema
    .createTable('learned')
    .addColumn('digits', 'text', (column) => column.notNull())
    .addColumn('contact_id', 'integer', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('organization', 'text')
    .addColumn('vip', 'integer', (column) => column.notNull())
    .addColumn('field', 'text')
    .addColumn('agent_id', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('learned_primary', ['digits', 'contact_id'])
    .execute();
  await db.schema.createIndex('learned_expires').on('learned').column('expires_at').execute();
  await db.schema.createIndex('learned_contact').on('learned').column('contact_id').execute();
}

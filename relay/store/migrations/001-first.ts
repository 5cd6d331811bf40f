/** Journal, snapshots, agents, devices, directory, forwarder, single values. */
import { type Kysely, sql } from 'kysely';
import type { Schemaless } from '../schemaless.ts';

export async function up(db: Kysely<Schemaless>): Promise<void> {
  await db.schema
    .createTable('events')
    .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('connection', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('call_id', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('raw', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('ignored', 'text')
    .execute();
  await db.schema
    .createIndex('events_call')
    .on('events')
    .columns(['call_id', 'kind', 'seq'])
    .execute();

  await db.schema
    .createTable('calls')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('native_id', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('direction', 'text', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('missed', 'integer', (column) => column.notNull())
    .addColumn('remote', 'text')
    .addColumn('snapshot', 'text', (column) => column.notNull())
    .execute();
  // Not unique: telephone systems use ids again (rule CM16).
  await db.schema
    .createIndex('calls_native')
    .on('calls')
    .columns(['source', 'native_id', 'started_at'])
    .execute();
  await db.schema.createIndex('calls_seq').on('calls').column('seq').execute();
  await db.schema.createIndex('calls_started').on('calls').columns(['started_at', 'id']).execute();
  await db.schema
    .createIndex('calls_remote')
    .on('calls')
    .columns(['remote', 'started_at'])
    .execute();
  await db.schema
    .createIndex('calls_ended')
    .on('calls')
    .column('ended_at')
    .where(sql.ref('ended_at'), 'is not', null)
    .execute();
  await db.schema
    .createIndex('calls_live')
    .on('calls')
    .column('started_at')
    .where(sql.ref('ended_at'), 'is', null)
    .execute();

  await db.schema
    .createTable('agents')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('login', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('phone', 'text', (column) => column.notNull())
    .addColumn('mobile', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('devices')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('agent_id', 'integer', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addColumn('revoked_at', 'bigint')
    .execute();
  await db.schema.createIndex('devices_agent').on('devices').column('agent_id').execute();

  await db.schema
    .createTable('contacts')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('organization', 'text')
    .addColumn('vip', 'integer', (column) => column.notNull())
    .addColumn('active', 'integer', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('pass', 'integer', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('contacts_pass').on('contacts').column('pass').execute();

  await db.schema
    .createTable('numbers')
    .addColumn('digits', 'text', (column) => column.notNull())
    .addColumn('contact_id', 'integer', (column) => column.notNull())
    .addColumn('field', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('numbers_primary', ['digits', 'contact_id', 'field'])
    .execute();
  await db.schema.createIndex('numbers_contact').on('numbers').column('contact_id').execute();

  await db.schema
    .createTable('forwards')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('call_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('next_at', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text')
    .addColumn('last_error', 'text')
    .execute();
  // One row for each thing that is told about a call: nothing is told twice.
  await db.schema
    .createIndex('forwards_call')
    .on('forwards')
    .columns(['call_id', 'kind'])
    .unique()
    .execute();
  await db.schema
    .createIndex('forwards_waiting')
    .on('forwards')
    .column('id')
    .where(sql.ref('state'), 'is', null)
    .execute();

  await db.schema
    .createTable('meta')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
}

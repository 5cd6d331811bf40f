/** The history's index: what narrows a search over all calls (`relay/search`). */
import { type Kysely, sql } from 'kysely';
import type { Schemaless } from '../schemaless.ts';

export async function up(db: Kysely<Schemaless>): Promise<void> {
  await db.schema
    .createTable('search_calls')
    .addColumn('slot', 'integer', (column) => column.primaryKey())
    .addColumn('call_id', 'text', (column) => column.notNull().unique())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('frame', 'integer', (column) => column.notNull())
    .addColumn('facts', 'integer', (column) => column.notNull())
    .addColumn('rung', 'integer', (column) => column.notNull())
    .execute();
  await sql`
    create table search_terms (
      block integer not null, term text not null, posting blob not null,
      primary key (block, term)
    ) without rowid`.execute(db);
  for (const table of ['search_frames', 'search_parties']) {
    await db.schema
      .createTable(table)
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull().unique())
      .execute();
  }
  // What is to be indexed again, by whoever wrote it, in the same transaction: nothing gets lost.
  await db.schema
    .createTable('search_changes')
    .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
  for (const event of ['insert', 'update']) {
    await queue(db, { on: 'call_notes', event, kind: 'note', value: 'new.call_id' });
    await queue(db, { on: 'picks', event, kind: 'number', value: 'new.digits' });
  }
  await queue(db, { on: 'numbers', event: 'insert', kind: 'number', value: 'new.digits' });
  await queue(db, { on: 'exclusions', event: 'delete', kind: 'number', value: 'old.digits' });
  await sql`
    create trigger search_calls_purged after delete on calls begin
      delete from search_calls where call_id = old.id;
    end`.execute(db);
}

/** Numbers that nobody called with change nothing in the history. */
async function queue(
  db: Kysely<Schemaless>,
  { on, event, kind, value }: { on: string; event: string; kind: string; value: string },
): Promise<void> {
  const row = sql.raw(value);
  const called =
    kind === 'number'
      ? sql`where exists (select 1 from calls where remote = ${row})`
      : sql`where true`;
  await sql`
    create trigger ${sql.raw(`search_${on}_${event}`)} after ${sql.raw(event)} on ${sql.table(on)} begin
      insert into search_changes (kind, value) select ${sql.lit(kind)}, ${row} ${called};
    end`.execute(db);
}

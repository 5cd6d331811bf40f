/**
 * What the relay expects of any database it runs on. A second database is ready when this suite
 * passes with it unchanged.
 */
import { describe, expect, it } from 'vitest';
import type { OpenDatabase } from './database.ts';
import { createMigrator, MIGRATIONS, migrateToLatest } from './migrate.ts';
import { ensureMeta, readMeta, writeMeta } from './meta.ts';

export interface StoreUnderTest {
  name: string;
  /** A fresh database, closed and removed after the test. */
  open(): Promise<OpenDatabase>;
  /** The same database once more, as another process would open it. */
  reopen(database: OpenDatabase): Promise<OpenDatabase>;
  /** Without any schema. */
  openEmpty(): Promise<OpenDatabase>;
}

const call = (id: string, seq: number) => ({
  id,
  source: 'main',
  native_id: `native-${id}`,
  seq,
  version: 1,
  state: 'ringing',
  direction: 'in',
  started_at: 1_795_000_000_000,
  ended_at: null,
  missed: 0,
  remote: '493023125741',
  snapshot: '{"name":"Jörg \u{1f642}"}',
  todo: 0,
});
const event = (callId: string) => ({
  connection: 'main',
  kind: 'new',
  call_id: callId,
  at: 1_795_000_000_000,
  raw: 'raw\u0000 \u{1f642}',
  answer: '{}',
  ignored: null,
  parsed: null,
  verdict: null,
});

export function storeContract(store: StoreUnderTest): void {
  describe(`store contract: ${store.name}`, () => {
    it('ST1: migrates up from every version', async () => {
      const names = Object.keys(MIGRATIONS).sort();
      expect(names).toEqual(Object.keys(MIGRATIONS));
      for (const start of [undefined, ...names]) {
        const { db } = await store.openEmpty();
        const migrator = createMigrator(db);
        if (start !== undefined) {
          const { error } = await migrator.migrateTo(start);
          expect(error).toBeUndefined();
        }
        await migrateToLatest(db);
        const done = await migrator.getMigrations();
        expect(done.every(({ executedAt }) => executedAt !== undefined)).toBe(true);
        await db.insertInto('calls').values(call('a', 1)).execute();
      }
    });
    it('ST2: opening again changes nothing', async () => {
      const first = await store.open();
      await first.db.insertInto('calls').values(call('a', 1)).execute();
      const second = await store.reopen(first);
      expect(await second.db.selectFrom('calls').selectAll().execute()).toEqual([call('a', 1)]);
    });
    it('ST3: journal positions rise and are never used twice, not even after a purge', async () => {
      const { db } = await store.open();
      const add = () =>
        db.insertInto('events').values(event('a')).returning('seq').executeTakeFirstOrThrow();
      const first = await add();
      const second = await add();
      expect(second.seq).toBeGreaterThan(first.seq);
      await db.deleteFrom('events').execute();
      expect((await add()).seq).toBeGreaterThan(second.seq);
    });
    it('ST4: a failed transaction leaves nothing behind', async () => {
      const { db } = await store.open();
      const failing = db.transaction().execute(async (trx) => {
        await trx.insertInto('events').values(event('a')).execute();
        await trx.insertInto('calls').values(call('a', 1)).execute();
        throw new Error('on purpose');
      });
      await expect(failing).rejects.toThrow('on purpose');
      expect(await db.selectFrom('events').selectAll().execute()).toEqual([]);
      expect(await db.selectFrom('calls').selectAll().execute()).toEqual([]);
    });
    it('ST5: times and texts come back as they were', async () => {
      const { db } = await store.open();
      await db.insertInto('events').values(event('a')).execute();
      await db.insertInto('calls').values(call('a', 1)).execute();
      expect(await db.selectFrom('events').selectAll().executeTakeFirst()).toMatchObject(
        event('a'),
      );
      expect(await db.selectFrom('calls').selectAll().executeTakeFirst()).toEqual(call('a', 1));
    });
    it('ST6: replacing by id', async () => {
      const { db } = await store.open();
      for (const seq of [1, 2]) {
        const row = call('a', seq);
        await db
          .insertInto('calls')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
          .execute();
      }
      expect(await db.selectFrom('calls').select('seq').execute()).toEqual([{ seq: 2 }]);
    });
    it('ST7: one thing is told to Zammad once', async () => {
      const { db } = await store.open();
      const row = {
        call_id: 'a',
        kind: 'newCall',
        body: '[]',
        created_at: 1,
        attempts: 0,
        next_at: 1,
        state: null,
        last_error: null,
        status: null,
        response: null,
      };
      await db.insertInto('forwards').values(row).execute();
      await expect(db.insertInto('forwards').values(row).execute()).rejects.toThrow(/unique/i);
    });
    it('ST8: single values', async () => {
      const { db } = await store.open();
      expect(await readMeta(db, 'x')).toBeUndefined();
      expect(await ensureMeta(db, 'x', () => 'made')).toBe('made');
      expect(await ensureMeta(db, 'x', () => 'again')).toBe('made');
      await writeMeta(db, 'x', 'new');
      expect(await readMeta(db, 'x')).toBe('new');
    });
  });
}

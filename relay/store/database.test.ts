import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { Kysely, sql, SqliteDialect } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../testing/temp-folder.ts';
import { DatabaseError, type OpenDatabase, openDatabase } from './database.ts';
import { createSecretBox } from './secret-box.ts';
import { storeContract } from './store.contract.ts';
import type { Tables } from './tables.ts';

function closing(database: OpenDatabase): OpenDatabase {
  onTestFinished(() => database.close());
  return database;
}

storeContract({
  name: 'SQLite',
  open: async () => closing(await openDatabase(`sqlite:${tempFolder()}/test.db`)),
  reopen: async ({ folder }) => closing(await openDatabase(`sqlite:${folder}/test.db`)),
  openEmpty() {
    const database = new SQLite(join(tempFolder(), 'empty.db'));
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
    return Promise.resolve(closing({ db, folder: undefined, close: () => db.destroy() }));
  },
});

describe('opening', () => {
  it('keeps what was committed through a power cut', async () => {
    const { db } = closing(await openDatabase(`sqlite:${tempFolder()}/test.db`));
    const { rows: mode } = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db);
    const { rows: sync } = await sql<{ synchronous: number }>`pragma synchronous`.execute(db);
    expect([mode[0]?.journal_mode, sync[0]?.synchronous]).toEqual(['wal', 2]);
  });
  it('makes folder and file for the owner only', async () => {
    const folder = join(tempFolder(), 'a', 'b');
    closing(await openDatabase(`sqlite:${folder}/test.db`));
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(statSync(join(folder, 'test.db')).mode & 0o077).toBe(0);
  });
  it('says what to do when the place cannot be used', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'test.db'));
    await expect(openDatabase(`sqlite:${folder}/test.db`)).rejects.toThrow(/OFFHOOK_DATABASE_URL/);
    await expect(openDatabase('sqlite:/proc/nowhere/test.db')).rejects.toThrow(DatabaseError);
  });
  it('says what to do about a file that is no database', async () => {
    const file = join(tempFolder(), 'test.db');
    writeFileSync(file, 'x'.repeat(5000));
    await expect(openDatabase(`sqlite:${file}`)).rejects.toThrow(DatabaseError);
  });
  it('names what is supported', async () => {
    await expect(openDatabase('postgres://user:pw@host/db')).rejects.toThrow(/SQLite only/);
    await expect(openDatabase('postgres://user:pw@host/db')).rejects.not.toThrow(/pw/);
  });
});

describe('stored secrets', () => {
  it('open with the same key only', () => {
    const folder = tempFolder();
    const sealed = createSecretBox(undefined, folder).seal('hidden');
    expect(sealed).not.toContain('hidden');
    expect(createSecretBox(undefined, folder).open(sealed)).toBe('hidden');
    expect(() => createSecretBox('another key of ours', folder).open(sealed)).toThrow(
      /another key/,
    );
    expect(() => createSecretBox(undefined, folder).open('v1.a.b.c')).toThrow(
      /another key|Invalid/,
    );
    expect(statSync(join(folder, 'offhook.key')).mode & 0o077).toBe(0);
  });
});

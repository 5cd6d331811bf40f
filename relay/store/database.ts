/** Opens the relay's database and brings it to the newest schema. */
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import SQLite from 'better-sqlite3';
import { Kysely, sql, SqliteDialect } from 'kysely';
import { migrateToLatest } from './migrate.ts';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

export interface OpenDatabase {
  db: Database;
  /** Folder in which files that belong to the database may lie; undefined for one in memory. */
  folder: string | undefined;
  close(): Promise<void>;
}

/** The database cannot be used; the message says what to do. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}

/**
 * @param url `sqlite:<path>`, relative to the working folder; `sqlite::memory:` for tests
 * @throws DatabaseError in words for the admin
 */
export async function openDatabase(url: string): Promise<OpenDatabase> {
  if (!url.startsWith('sqlite:')) {
    throw new DatabaseError(
      `This version keeps its data in SQLite only: set OFFHOOK_DATABASE_URL to sqlite:./data/offhook.db (it begins with "${url.split(':', 1)[0]}:").`,
    );
  }
  const path = url.slice('sqlite:'.length);
  const file = path === ':memory:' ? path : resolve(path);
  const folder = file === ':memory:' ? undefined : dirname(file);
  const sqlite = openFile(file, folder);
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqlite }) });
  try {
    await migrateToLatest(db);
  } catch (error) {
    await db.destroy();
    throw new DatabaseError(`The database ${file} cannot be brought up to date: ${text(error)}`);
  }
  return { db, folder, close: () => db.destroy() };
}

/**
 * Writes that survive a crash of the process, but need not survive a power cut: they do not wait
 * for the disk. For bookkeeping only, never for events.
 */
export async function writeRelaxed(
  db: Database,
  write: (connection: Database) => Promise<unknown>,
): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`pragma synchronous = NORMAL`.execute(connection);
    try {
      await write(connection);
    } finally {
      await sql`pragma synchronous = FULL`.execute(connection);
    }
  });
}

function openFile(file: string, folder: string | undefined): SQLite.Database {
  try {
    if (folder) makeFolder(folder);
    const isNew = folder !== undefined && !existsSync(file);
    const sqlite = new SQLite(file);
    // It holds numbers and names: nobody else's to read. The files beside it follow its mode.
    if (isNew) chmodSync(file, 0o600);
    // Another process (doctor, backup) may hold the file for a moment.
    sqlite.pragma('busy_timeout = 5000');
    sqlite.pragma('journal_mode = WAL');
    // An event that was answered 200 must survive a power cut, not only a crash.
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    return sqlite;
  } catch (error) {
    throw new DatabaseError(
      `The database ${file} cannot be opened for writing (${text(error)}). Check the folder's owner and free space, or set OFFHOOK_DATABASE_URL to another place.`,
    );
  }
}

/** Step by step: Node's own recursion never ends in places such as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

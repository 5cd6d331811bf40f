/** Opens the relay's database for reading only, while the relay itself writes it. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import SQLite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { type Database, DatabaseError } from '../store/database.ts';

export interface OpenJournal {
  db: Database;
  close(): Promise<void>;
}

/** Another program may hold the file for a moment. */
const BUSY_MS = 2_000;

/**
 * @param url `sqlite:<path>`
 * @returns undefined when there is no database yet
 * @throws DatabaseError in words for the admin
 */
export function openJournal(url: string): OpenJournal | undefined {
  const file = databaseFile(url);
  if (!existsSync(file)) return undefined;
  let sqlite: SQLite.Database | undefined;
  try {
    sqlite = new SQLite(file, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
    const columns = sqlite.pragma('table_info(events)') as { name: string }[];
    if (!columns.some(({ name }) => name === 'parsed')) {
      throw new DatabaseError(
        columns.length === 0
          ? `${file} is no database of Offhook. Check OFFHOOK_DATABASE_URL.`
          : `The database ${file} was written by an older version. Start the relay once, it brings it up to date.`,
      );
    }
    const db = new Kysely<Database extends Kysely<infer T> ? T : never>({
      dialect: new SqliteDialect({ database: sqlite }),
    });
    return { db, close: () => db.destroy() };
  } catch (error) {
    sqlite?.close();
    throw readingError(error, file);
  }
}

/** What `openJournal` throws when there is none. */
export function noDatabase(url: string): DatabaseError {
  return new DatabaseError(
    `There is no database at ${databaseFile(url)}. Start the relay once ("offhook serve"), or set OFFHOOK_DATABASE_URL to the one it uses.`,
  );
}

/** A failure while reading, in words for the admin; anything else as it is. */
export function readingError(error: unknown, file: string): unknown {
  if (!(error instanceof SQLite.SqliteError)) return error;
  const { code } = error;
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new DatabaseError(
      `The database ${file} is locked by another program. Try again when it is done (a backup, a repair?).`,
    );
  }
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) {
    return new DatabaseError(
      `The database ${file} is damaged (${code}). Stop the relay and bring back the newest backup; see "Backup" in docs/admin-guide.md.`,
    );
  }
  return new DatabaseError(`The database ${file} cannot be read (${code}). Check its owner.`);
}

export function databaseFile(url: string): string {
  if (!url.startsWith('sqlite:') || url === 'sqlite::memory:') {
    throw new DatabaseError('The database must be named as sqlite:<path>.');
  }
  return resolve(url.slice('sqlite:'.length));
}

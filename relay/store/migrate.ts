/** Runs the numbered migrations; each is applied once, in order, in a transaction. */
import { type Kysely, type Migration, type MigrationProvider, Migrator } from 'kysely';
import type { Schemaless } from './schemaless.ts';
import { up as first } from './migrations/001-first.ts';
import { up as seeingInside } from './migrations/002-seeing-inside.ts';
import { up as workspace } from './migrations/003-workspace.ts';
import { up as history } from './migrations/004-history.ts';
import { up as audit } from './migrations/005-audit.ts';
import { up as directory } from './migrations/006-directory.ts';
import { up as bridge } from './migrations/008-bridge.ts';
import { up as contacts } from './migrations/009-contacts.ts';
import { up as privacy } from './migrations/010-privacy.ts';

/** Every migration ever released, by number. Never change one that was released; add another. */
export const MIGRATIONS: Record<string, Migration> = {
  '001-first': { up: first },
  '002-seeing-inside': { up: seeingInside },
  '003-workspace': { up: workspace },
  '004-history': { up: history },
  '005-audit': { up: audit },
  '006-directory': { up: directory },
  '008-bridge': { up: bridge },
  '009-contacts': { up: contacts },
  '010-privacy': { up: privacy },
};

/** @throws the first migration's error; the database then is as it was before that migration */
export async function migrateToLatest(db: Kysely<Schemaless>): Promise<void> {
  const { error } = await createMigrator(db).migrateToLatest();
  if (error) throw error;
}

export function createMigrator(db: Kysely<Schemaless>): Migrator {
  const provider: MigrationProvider = { getMigrations: () => Promise.resolve(MIGRATIONS) };
  return new Migrator({ db, provider });
}

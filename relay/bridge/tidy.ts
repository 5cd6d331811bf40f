/** Forgets what no client can come back to; at most once an hour, when somebody asks anyway. */
import type { Kysely } from 'kysely';
import type { Log } from '../agents/log.ts';
import type { Tables } from '../store/tables.ts';
import type { NoteLog } from './note-log.ts';
import type { Versions } from './versions.ts';

const DAY_MS = 24 * 3_600_000;
const EVERY_MS = 3_600_000;
/** A client that was away for longer begins anew. */
const BASES_DAYS = 30;
const CREATIONS_DAYS = 1;

export function createTidy(deps: {
  db: Kysely<Tables>;
  versions: Versions;
  notes: NoteLog;
  retentionDays: number;
  log: Log;
  now: () => number;
}): () => void {
  let nextAt = 0;

  async function tidy(now: number): Promise<void> {
    await deps.versions.tidy(now - BASES_DAYS * DAY_MS);
    await deps.notes.tidy(now - deps.retentionDays * DAY_MS);
    await deps.db
      .deleteFrom('bridge_creations')
      .where('at', '<', now - CREATIONS_DAYS * DAY_MS)
      .execute();
  }
  return () => {
    const now = deps.now();
    if (now < nextAt) return;
    nextAt = now + EVERY_MS;
    tidy(now).catch((error: unknown) =>
      deps.log.warn({ err: error }, 'the bridge could not tidy up'),
    );
  };
}

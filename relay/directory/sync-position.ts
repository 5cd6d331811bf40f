/** Where the sync is and how it goes: one row of the database, written with each step. */
import type { Kysely } from 'kysely';
import { readMeta, writeMeta } from '../store/meta.ts';
import type { Tables } from '../store/tables.ts';

/** What survives a restart. */
export interface SyncPosition {
  /** Number of the pass under way, or of the last one. */
  pass: number;
  /** What the pass reads now; `gone`: it asks for those it did not see. Undefined between passes. */
  part: 'organizations' | 'people' | 'gone' | undefined;
  /** Next page of the part. */
  page: number;
  /** Highest id of the page before; 0 on the first. */
  lastId: number;
  /** Everything is to be read soon: the first time, or because changes may have been missed. */
  hurry: boolean;
  /** Once more after the pass under way: it had read something already when that was missed. */
  again: boolean;
  /** When the last whole pass ended, epoch ms; 0: never. */
  completedAt: number;
  /** Newest change seen, by Zammad's clock, epoch ms; 0: none. */
  peopleAt: number;
  organizationsAt: number;
  /** Which Zammad, and which of its fields were read. */
  reads: { zammad: string; fields: string } | undefined;
}

/** How it goes, for `offhook directory`, which runs beside the relay. */
export interface SyncProgress {
  /**
   * `idle`: everything was read, changes are asked for now and then. `running`: everything is being
   * read. `failing`: the last request failed and is repeated. `paused`: quiet hours.
   */
  state: 'idle' | 'running' | 'failing' | 'paused';
  pass: number;
  part?: SyncPosition['part'];
  /** Page the pass reads next; 0 between passes. */
  page: number;
  completedAt: number;
  /** Code of what is wrong; words for it are in `relay/cli/directory-words.ts`. */
  problem?: string | undefined;
  /** Newest change of a person that is in the directory, by Zammad's clock; 0: none. */
  changeAt: number;
  /** When Zammad was last asked for changes, and answered; 0: never. */
  checkedAt: number;
  people: number;
  organizations: number;
  /** When this was written, and when there will be news at the latest. */
  at: number;
  nextAt: number;
}

const KEY = 'directory.sync';
/** Before 0.2 only this was kept. */
const OLD_KEY = 'directory.position';
export const START: SyncPosition = {
  pass: 0,
  part: undefined,
  page: 0,
  lastId: 0,
  hurry: true,
  again: false,
  completedAt: 0,
  peopleAt: 0,
  organizationsAt: 0,
  reads: undefined,
};

export async function readSync(
  db: Kysely<Tables>,
): Promise<{ position: SyncPosition; progress: SyncProgress | undefined }> {
  const stored = parse<{ position: SyncPosition; progress: SyncProgress }>(await readMeta(db, KEY));
  if (stored?.position) {
    return { position: { ...START, ...stored.position }, progress: stored.progress };
  }
  const old = parse<{ pass: number; completedAt: number }>(await readMeta(db, OLD_KEY));
  const { pass = 0, completedAt = 0 } = old ?? {};
  return { position: { ...START, pass, completedAt }, progress: undefined };
}

export function writeSync(
  db: Kysely<Tables>,
  position: SyncPosition,
  progress: SyncProgress,
): Promise<void> {
  return writeMeta(db, KEY, JSON.stringify({ position, progress }));
}

const ACCEPT_KEY = 'directory.accept-missing';

/** From the command line to the relay: people who are missing may go, however many, until the pass is over. */
export async function acceptsMissing(db: Kysely<Tables>): Promise<boolean> {
  return (await readMeta(db, ACCEPT_KEY)) === 'yes';
}

export function acceptMissing(db: Kysely<Tables>, accept: boolean): Promise<void> {
  return writeMeta(db, ACCEPT_KEY, accept ? 'yes' : 'no');
}

function parse<T>(text: string | undefined): Partial<T> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? (value as Partial<T>) : undefined;
  } catch {
    return undefined;
  }
}

/** What is wrong with the sync, as a code; words for it are in `relay/cli/directory-words.ts`. */
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import { isMaintenance } from './politeness-backoff.ts';

const SYNC_PROBLEMS = [
  'zammad/unreachable',
  'zammad/slow',
  'zammad/unauthorised',
  'zammad/forbidden',
  'zammad/not-found',
  'zammad/refused',
  'zammad/broken',
  'zammad/maintenance',
  /** The search does not answer; everything is read again and again instead. */
  'directory/search',
  /** Zammad shows less than half of the people. */
  'directory/half-gone',
  /** A fault of ours, or a database that cannot be written. */
  'directory/failed',
] as const;
export type SyncProblem = (typeof SYNC_PROBLEMS)[number];

export function problemOf(error: unknown): SyncProblem {
  if (!(error instanceof ZammadError)) return 'directory/failed';
  return isMaintenance(error) ? 'zammad/maintenance' : error.code;
}

/** May be a fault of Zammad's search alone: the lists can be read all the same. */
export function isSearchOnly(error: unknown): boolean {
  return (
    error instanceof ZammadError &&
    ['zammad/broken', 'zammad/refused', 'zammad/not-found'].includes(error.code)
  );
}

/** The state of the directory in words for an admin, and what to do about it. */
import type { SyncProgress } from '../directory/sync-position.ts';
import type { SyncProblem } from '../directory/sync-problem.ts';

/** What is wrong, and the next step; undefined: nothing is. */
export interface DirectoryTrouble {
  /** Code, or `relay/silent`: the relay has not written how it goes for too long. */
  code: SyncProblem | 'relay/silent';
  text: string;
  remedy: string;
  /** It will not get well by itself. */
  serious: boolean;
}

const TROUBLES: Record<SyncProblem, [text: string, remedy: string, serious: boolean]> = {
  'zammad/unreachable': [
    'Zammad cannot be reached; the relay tries again by itself',
    'Check OFFHOOK_ZAMMAD_URL, name resolution, firewall and certificate from this machine.',
    true,
  ],
  'zammad/slow': [
    'Zammad takes too long, or asks us to slow down; the relay tries again by itself',
    'Lower directory.requestsPerSecond if this stays; look at the load of Zammad.',
    true,
  ],
  'zammad/unauthorised': [
    'Zammad does not know the service token (deleted, expired, or its owner is inactive)',
    'Make a new token with the permission ticket.agent and set OFFHOOK_ZAMMAD_TOKEN.',
    true,
  ],
  'zammad/forbidden': [
    'The service token may not read people',
    'Give it the permission ticket.agent; its owner must be an agent.',
    true,
  ],
  'zammad/not-found': [
    'Something that is no Zammad answers',
    'Check OFFHOOK_ZAMMAD_URL: the address of Zammad itself, without a path behind it.',
    true,
  ],
  'zammad/refused': [
    'Zammad refuses to list its people',
    "Look into Zammad's log (production.log) at this time.",
    true,
  ],
  'zammad/broken': [
    'Zammad answers something that makes no sense (an error page, half an answer, the same page again)',
    "Look into Zammad's log (production.log), and at proxies and caches between it and the relay.",
    true,
  ],
  'zammad/maintenance': [
    'Zammad is in maintenance mode; the relay goes on by itself when that is over',
    'Nothing to do.',
    false,
  ],
  'directory/search': [
    "Zammad's search does not answer, so changes are found by reading everybody again and again",
    'Look at Elasticsearch, and at production.log; "zammad run rake zammad:searchindex:rebuild" builds it anew.',
    true,
  ],
  'directory/half-gone': [
    'Zammad now shows less than half of the people; everybody was kept',
    'Has the token lost ticket.agent? If so many were really deleted: offhook directory --accept-missing',
    true,
  ],
  'directory/failed': [
    'The relay itself failed; it tries again',
    'Its log says why: disk full, database locked?',
    true,
  ],
};

/** The relay writes at least when it said it would, and a slow Zammad may take half a minute. */
const SILENT_MS = 3 * 60_000;

export function troubleOf(progress: SyncProgress, now: number): DirectoryTrouble | undefined {
  if (now > Math.max(progress.at, progress.nextAt) + SILENT_MS) {
    return {
      code: 'relay/silent',
      text: 'The relay does not seem to run, or does nothing',
      remedy: 'Start it ("offhook serve"), or look into its log.',
      serious: true,
    };
  }
  const code = progress.problem as SyncProblem | undefined;
  if (code === undefined) return undefined;
  const [text, remedy, serious] = TROUBLES[code];
  return { code, text, remedy, serious };
}

export function stateWords({ state, completedAt, problem }: SyncProgress): string {
  switch (state) {
    case 'running':
      return completedAt === 0 ? 'reading everybody for the first time' : 'reading everybody again';
    case 'failing':
      return 'waiting before it asks Zammad again';
    case 'paused':
      return problem === 'zammad/maintenance' ? 'waiting for Zammad' : 'quiet hours';
    case 'idle':
      return completedAt === 0 ? 'about to begin' : 'up to date';
  }
}

/** Where the pass is, e.g. `pass 3: people, page 17`. */
export function passWords({ pass, part, page }: SyncProgress): string | undefined {
  switch (part) {
    case undefined:
      return undefined;
    case 'gone':
      return `pass ${pass}: asking for those it did not see`;
    default:
      return `pass ${pass}: ${part === 'people' ? 'people' : 'organisations'}, page ${page}`;
  }
}

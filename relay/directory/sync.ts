/**
 * Keeps the directory like Zammad: everything once, page by page; then what changed, every twenty
 * seconds; and slowly everything again, for what no change tells (deletions). One request at a
 * time. Rules DS* of `relay/SPEC-directory.md`.
 */
import type { Kysely } from 'kysely';
import type { Phone } from '../../lib/core/phone.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import type { Log } from '../agents/log.ts';
import type { PauseWindow } from '../config-directory.ts';
import type { Admission } from '../privacy/admission.ts';
import { type Clock, pause } from '../hub/clock.ts';
import type { Tables } from '../store/tables.ts';
import type { NumberIndex } from './number-index.ts';
import { createOrganizationsStore } from './organizations-store.ts';
import { createPeopleStore } from './people-store.ts';
import { createBackoff } from './politeness-backoff.ts';
import { createPace } from './politeness-pace.ts';
import { quietUntil } from './politeness-windows.ts';
import { createChanges } from './sync-changes-step.ts';
import { createPass } from './sync-pass.ts';
import {
  acceptMissing,
  acceptsMissing,
  type SyncPosition,
  type SyncProgress,
  START,
  writeSync,
} from './sync-position.ts';
import { isSearchOnly, problemOf, type SyncProblem } from './sync-problem.ts';
import { createReads, type PeopleSource } from './sync-source.ts';
import { startPosition } from './sync-start.ts';
import { createTaking, type SyncFields, type Taking } from './sync-take.ts';

export const SYNC_TIMING = {
  perPage: 500,
  changesPerPage: 100,
  changesPages: 50,
  overlapPages: 5,
  organizationsPerPage: 200,
  /** From one question for changes to the next. */
  changesMs: 20_000,
  /** From one page of the slow pass to the next, and from one pass to the next. */
  sweepMs: 10_000,
  restMs: 5 * 60_000,
  firstRetryMs: 5_000,
  maxRetryMs: 5 * 60_000,
  maintenanceMs: 60_000,
};

/** What the administrator chose. */
export interface SyncSettings {
  /** Address of Zammad: people of another one are no use. */
  zammad: string;
  fields: SyncFields;
  requestsPerSecond: number;
  pause: readonly PauseWindow[];
}

export interface SyncDeps {
  db: Kysely<Tables>;
  source: PeopleSource;
  index: NumberIndex;
  phone: Phone;
  settings: SyncSettings;
  clock: Clock;
  log: Log;
  timing?: Partial<typeof SYNC_TIMING> | undefined;
  /** 0 to 1, 1 excluded. */
  random?: (() => number) | undefined;
  /** Numbers that now lead to somebody else than before. */
  onLanded: (digits: ReadonlySet<string>) => void;
  /** Every page as it came, for those who keep facts of agents up to date. */
  onPeople?: ((users: readonly ZammadUser[]) => void | Promise<void>) | undefined;
  /** Who may be known at all; none: everybody. */
  admission?: Admission | undefined;
}

export interface Sync {
  progress(): SyncProgress;
  /** Brings what is stored into the index. */
  load(): Promise<void>;
  forget(digits: string): ReturnType<Taking['forget']>;
  /** Runs until the signal is aborted; after `load`. Never rejects. */
  run(signal: AbortSignal): Promise<void>;
}

/** No wait is longer, so that a clock that jumps is noticed. */
const LONGEST_MS = 60_000;

export function createSync(deps: SyncDeps): Sync {
  const { db, index, clock, log, settings } = deps;
  const timing = { ...SYNC_TIMING, ...deps.timing };
  const { random = Math.random } = deps;
  const stop = new AbortController();
  const { people: more, organizations: organizationFields, notes } = settings.fields;
  const note = notes ? ['note'] : [];
  const people = createPeopleStore(db, [...more, ...note]);
  const organizations = createOrganizationsStore(db, [...organizationFields, ...note]);
  const taking = createTaking({ ...deps, people, organizations, fields: settings.fields });
  const ask = createPace(clock, settings.requestsPerSecond);
  const reads = createReads({ ...deps, ...settings, ask, sizes: timing, signal: stop.signal });
  const changes = createChanges({
    reads,
    taking,
    maxPages: timing.changesPages,
    overlapPages: timing.overlapPages,
    now: clock.now,
  });
  const pass = createPass({
    reads,
    taking,
    people,
    organizations,
    size: () => index.size,
    accepted: () => acceptsMissing(db),
    log,
  });
  const backoff = createBackoff({ ...timing, random });
  const searchBackoff = createBackoff({ ...timing, random });

  let position: SyncPosition = START;
  let state: SyncProgress['state'] = 'idle';
  let failure: SyncProblem | undefined;
  let searchFails = false;
  let checkedAt = 0;
  let changesDueAt = 0;
  let passDueAt = 0;
  let nextAt = 0;

  const problem = () =>
    failure ??
    (searchFails ? 'directory/search' : pass.suspicious() ? 'directory/half-gone' : undefined);
  const progress = (): SyncProgress => ({
    state,
    pass: position.pass,
    part: position.part,
    page: position.page,
    completedAt: position.completedAt,
    problem: problem(),
    changeAt: position.peopleAt,
    checkedAt,
    people: index.size,
    organizations: taking.organizationCount(),
    at: clock.now(),
    nextAt,
  });

  async function stepChanges(): Promise<void> {
    const { position: next, over } = await changes.step(position);
    position = next;
    if (!over) return;
    checkedAt = clock.now();
    changesDueAt = checkedAt + timing.changesMs;
    searchFails = false;
    searchBackoff.worked();
  }

  async function stepPass(): Promise<void> {
    const next = await pass.step(position);
    const now = clock.now();
    if (next.part !== undefined) {
      position = next;
      passDueAt = position.hurry || searchFails ? now : now + timing.sweepMs;
      return;
    }
    position = { ...next, completedAt: now, hurry: next.again, again: false };
    passDueAt = position.hurry ? now : now + timing.restMs;
    if (!pass.suspicious() && (await acceptsMissing(db))) await acceptMissing(db, false);
    log.info({ pass: position.pass, people: index.size }, 'directory: all people read');
  }

  /** @returns how long to wait */
  function failed(error: unknown, asked: 'changes' | 'pass'): number {
    // What came before this page is taken; the next try begins at the first page.
    const part = changes.part();
    if (asked === 'changes') changes.restart();
    if (asked === 'changes' && part === 'people' && isSearchOnly(error)) {
      searchFails = true;
      const wait = searchBackoff.waitMs(error);
      changesDueAt = clock.now() + wait;
      passDueAt = Math.min(passDueAt, clock.now());
      log.warn(
        { problem: 'directory/search', retryMs: wait },
        'directory: Zammad does not say what changed, reading everything instead',
      );
      return 0;
    }
    failure = problemOf(error);
    const wait = backoff.waitMs(error);
    log.warn(
      { problem: failure, page: position.page, retryMs: Math.round(wait) },
      'directory: a page could not be read, trying again',
    );
    return wait;
  }

  async function rest(next: SyncProgress['state'], until: number, signal: AbortSignal) {
    const news = state !== next || nextAt !== until;
    state = next;
    nextAt = until;
    // Only for people who look; the position was stored with the step.
    if (news) await writeSync(db, position, progress()).catch(() => {});
    await pause(clock, Math.min(LONGEST_MS, Math.max(0, until - clock.now())), signal);
  }

  /** Past, or so far ahead that the clock must have been set back. */
  const due = (at: number) => {
    const ahead = at - clock.now();
    return ahead <= 0 || ahead > Math.max(timing.restMs, timing.maxRetryMs * 2);
  };

  async function step(): Promise<void> {
    const asked = due(changesDueAt) ? 'changes' : 'pass';
    try {
      await (asked === 'changes' ? stepChanges() : stepPass());
      failure = undefined;
      backoff.worked();
      state = position.hurry ? 'running' : 'idle';
      nextAt = Math.min(changesDueAt, passDueAt);
      await writeSync(db, position, progress());
    } catch (error) {
      if (stop.signal.aborted) return;
      const wait = failed(error, asked);
      if (wait === 0) return;
      const until = clock.now() + wait;
      const waits = failure === 'zammad/maintenance' ? 'paused' : 'failing';
      while (!stop.signal.aborted && clock.now() < until && until - clock.now() <= wait) {
        await rest(waits, until, stop.signal);
      }
    }
  }

  return {
    progress,
    forget: (digits) => taking.forget(digits, position.pass),
    async load() {
      position = await startPosition({ db, settings, people, organizations });
      await taking.load();
    },
    async run(signal) {
      if (signal.aborted) return;
      signal.addEventListener('abort', () => stop.abort());
      while (!signal.aborted) {
        const quiet = quietUntil(settings.pause, clock.now());
        if (quiet !== undefined) await rest('paused', quiet, signal);
        else if (due(changesDueAt) || due(passDueAt)) await step();
        else await rest('idle', Math.min(changesDueAt, passDueAt), signal);
      }
    },
  };
}

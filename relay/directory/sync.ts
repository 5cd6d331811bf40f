/**
 * Copies all people of Zammad into the directory, politely: one request at a time, a pause between
 * pages, longer ones after a failure. A pass that was cut off goes on at its page, also after a
 * restart. Rules DR* of `relay/SPEC-agents.md`.
 */
import type { Phone } from '../../lib/core/phone.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import { type Clock, pause } from '../hub/clock.ts';
import type { Log } from '../agents/log.ts';
import type { NumberIndex } from './number-index.ts';
import type { PeopleStore } from './people-store.ts';
import { type DirectoryPerson, directoryPerson } from './person.ts';

/** More pages than any Zammad has: the paging is not honoured. */
const MAX_PAGES = 10_000;
/** So few may go at once without suspicion. */
const SMALL = 20;

/** The one thing the sync asks of Zammad. */
export interface PeopleSource {
  /** All people by ascending id, `page` from 1; empty after the last. */
  usersPage(page: number, perPage: number, extra?: readonly string[]): Promise<ZammadUser[]>;
}

export interface SyncProgress {
  /** `failing`: the last request failed; it is repeated. */
  state: 'idle' | 'running' | 'failing';
  pass: number;
  page: number;
  completedAt: number;
  /** Code of the failure that is being waited out. */
  problem?: string | undefined;
}

export const SYNC_TIMING = {
  perPage: 500,
  pauseMs: 250,
  refreshMs: 5 * 60_000,
  firstRetryMs: 5_000,
  maxRetryMs: 5 * 60_000,
};

export interface SyncDeps {
  source: PeopleSource;
  store: PeopleStore;
  index: NumberIndex;
  phone: Phone;
  /** Custom attributes of people that hold numbers, by their names in Zammad's API. */
  phoneFields?: readonly string[] | undefined;
  clock: Clock;
  log: Log;
  timing?: Partial<typeof SYNC_TIMING> | undefined;
  /** Numbers that now lead to somebody else than before. */
  onLanded: (digits: ReadonlySet<string>) => void;
  /** Every page as it came, for those who keep facts of agents up to date. */
  onPeople?: ((users: readonly ZammadUser[]) => void | Promise<void>) | undefined;
}

export interface Sync {
  progress(): SyncProgress;
  /** Runs until the signal is aborted. Never rejects. */
  run(signal: AbortSignal): Promise<void>;
}

export function createSync(deps: SyncDeps): Sync {
  const { source, store, index, phone, phoneFields = [], clock, log } = deps;
  const timing = { ...SYNC_TIMING, ...deps.timing };
  let progress: SyncProgress = { state: 'idle', pass: 0, page: 0, completedAt: 0 };

  /** @returns whether there may be more pages */
  async function takePage(pass: number, page: number, signal: AbortSignal): Promise<boolean> {
    const users = await source.usersPage(page, timing.perPage, phoneFields);
    // The answer may come after the relay has closed its database.
    signal.throwIfAborted();
    const changed: DirectoryPerson[] = [];
    const same: number[] = [];
    const gone: number[] = [];
    for (const user of users) {
      const person = directoryPerson(user, phone, phoneFields);
      const known = index.get(user.id);
      if (!person) gone.push(user.id);
      else if (known && samePerson(known, person)) same.push(person.id);
      else changed.push(person);
    }
    await store.save(changed, pass);
    await store.seen(same, pass);
    await removePeople(gone.filter((id) => index.get(id)));
    const landed = new Set<string>();
    for (const person of changed) {
      for (const { digits } of [...(index.get(person.id)?.numbers ?? []), ...person.numbers]) {
        landed.add(digits);
      }
      index.put(person);
    }
    if (landed.size > 0) deps.onLanded(landed);
    await deps.onPeople?.(users);
    return users.length > 0;
  }

  async function removePeople(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    await store.remove(ids);
    for (const id of ids) index.remove(id);
  }

  /** People whom neither this pass nor the one before saw are gone from Zammad. */
  async function sweep(pass: number): Promise<void> {
    // Paging by number can skip a person while others are deleted, so one pass alone proves nothing.
    const unseen = await store.unseen(pass - 1);
    if (unseen.length > SMALL && unseen.length > index.size / 2) {
      log.warn(
        { unseen: unseen.length },
        'directory: Zammad now shows less than half of the people; kept them. Has the token of the relay lost ticket.agent?',
      );
      return;
    }
    await removePeople(unseen);
  }

  async function step(signal: AbortSignal): Promise<'more' | 'complete'> {
    const position = await store.position();
    if (position.page > MAX_PAGES) {
      await store.setPosition({ ...position, page: 0 });
      throw new Error('Zammad repeats pages without end');
    }
    const pass = position.page === 0 ? position.pass + 1 : position.pass;
    const page = Math.max(1, position.page);
    progress = { state: 'running', pass, page, completedAt: position.completedAt };
    if (await takePage(pass, page, signal)) {
      await store.setPosition({ ...position, pass, page: page + 1 });
      return 'more';
    }
    await sweep(pass);
    const completedAt = clock.now();
    await store.setPosition({ pass, page: 0, completedAt });
    progress = { state: 'idle', pass, page: 0, completedAt };
    log.info({ pass, people: index.size }, 'directory: all people read');
    return 'complete';
  }

  return {
    progress: () => progress,
    async run(signal) {
      let retryMs = timing.firstRetryMs;
      while (!signal.aborted) {
        try {
          const done = await step(signal);
          retryMs = timing.firstRetryMs;
          await pause(clock, done === 'more' ? timing.pauseMs : timing.refreshMs, signal);
        } catch (error) {
          if (signal.aborted) return;
          const problem = error instanceof ZammadError ? error.code : 'directory/failed';
          progress = { ...progress, state: 'failing', problem };
          log.warn(
            { problem, page: progress.page, retryMs },
            'directory: a page could not be read, trying again',
          );
          await pause(clock, retryMs, signal);
          retryMs = Math.min(retryMs * 2, timing.maxRetryMs);
        }
      }
    },
  };
}

function samePerson(a: DirectoryPerson, b: DirectoryPerson): boolean {
  const key = (person: DirectoryPerson) =>
    JSON.stringify([
      person.name,
      person.organization,
      person.vip,
      person.updatedAt,
      person.numbers.map(({ digits, field }) => `${digits} ${field}`).sort(),
    ]);
  return key(a) === key(b);
}

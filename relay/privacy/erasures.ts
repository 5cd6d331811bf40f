/**
 * Erasures that were asked for, in the database: they are finished after a restart, and asked for
 * by `offhook privacy` beside a running relay. One after the other. Rule PV5.
 */
import type { PrivacyErased } from '../../lib/core/privacy.ts';
import type { Log } from '../agents/log.ts';
import type { Clock } from '../hub/clock.ts';
import type { Database } from '../store/database.ts';
import type { Eraser } from './eraser.ts';

export interface Erasures {
  /** Resolves when it is done. @throws when it failed; it is tried again later */
  erase(digits: string, actor: string): Promise<PrivacyErased['counts']>;
  /** Finishes what was begun, and looks for what other processes ask for. */
  start(): void;
  stop(): void;
  settled(): Promise<void>;
}

/** An admin waits at the command line. */
const LOOK_EVERY_MS = 2_000;
const RETRY_MS = 60_000;

interface Asked {
  id: number;
  digits: string;
  actor: string;
}

export function createErasures(deps: {
  db: Database;
  eraser: Eraser;
  clock: Pick<Clock, 'now' | 'every'>;
  log: Log;
}): Erasures {
  const { db, eraser, clock, log } = deps;
  let last: Promise<unknown> = Promise.resolve();
  let stopped = false;
  let retryAt = 0;
  const mine = new Set<number>();
  let cancel = () => {};

  function run({ id, digits, actor }: Asked): Promise<PrivacyErased['counts']> {
    mine.add(id);
    const done = last.then(async () => {
      if (stopped) throw new Error('the relay goes down');
      await db
        .updateTable('erasures')
        .set({ taken_at: clock.now() })
        .where('id', '=', id)
        .execute();
      const counts = await eraser(digits, actor);
      await db
        .updateTable('erasures')
        .set({ digits: null, done_at: clock.now(), counts: JSON.stringify(counts) })
        .where('id', '=', id)
        .execute();
      return counts;
    });
    last = done.catch(() => {});
    return done.finally(() => mine.delete(id));
  }

  /** @param begun also those that a process had begun */
  async function look(begun: boolean): Promise<void> {
    if (stopped || clock.now() < retryAt) return;
    const rows = await db
      .selectFrom('erasures')
      .select(['id', 'digits', 'actor', 'taken_at'])
      .where('done_at', 'is', null)
      .orderBy('id')
      .execute();
    for (const { id, digits, actor, taken_at: takenAt } of rows) {
      if (digits === null || mine.has(id) || (takenAt !== null && !begun)) continue;
      await run({ id, digits, actor }).catch((error: unknown) => {
        retryAt = clock.now() + RETRY_MS;
        again = true;
        if (!stopped) log.error({ err: error }, 'privacy: an erasure failed, trying again');
      });
    }
  }
  let again = true;
  let looking: Promise<void> | undefined;

  return {
    async erase(digits, actor) {
      const { id } = await db
        .insertInto('erasures')
        .values({ digits, actor, asked_at: clock.now(), taken_at: clock.now() })
        .returning('id')
        .executeTakeFirstOrThrow();
      try {
        return await run({ id, digits, actor });
      } catch (error) {
        again = true;
        throw error;
      }
    },
    start() {
      const round = () => {
        const begun = again;
        again = false;
        looking ??= look(begun)
          .catch((error: unknown) => log.error({ err: error }, 'privacy: erasures not readable'))
          .finally(() => (looking = undefined));
      };
      cancel = clock.every(LOOK_EVERY_MS, round);
      round();
    },
    stop() {
      stopped = true;
      cancel();
    },
    async settled() {
      await looking;
      await last;
    },
  };
}

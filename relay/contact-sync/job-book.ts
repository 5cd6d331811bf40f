/**
 * The jobs' own book: who runs one, and how the last run ended. The hold is a row with an end, so
 * relay and command line never run the same job at once, and a killed run holds nothing for long.
 */
import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Clock } from '../hub/clock.ts';
import type { Tables } from '../store/tables.ts';
import type { RunReport } from './run-report.ts';

/** Longer than any single request with all its retries. */
export const HOLD_MS = 15 * 60_000;
const RENEW_MS = 10_000;

/** Another run has taken over; this one must send nothing more. */
export class HoldLost extends Error {
  override readonly name = 'HoldLost';
}

export interface Hold {
  /** Renews it now and then. @throws HoldLost */
  held(): Promise<void>;
  release(report: RunReport | undefined): Promise<void>;
}

export interface JobState {
  /** When the last run began, epoch ms; 0: never. */
  startedAt: number;
  running: boolean;
  report?: RunReport | undefined;
}

export interface JobBook {
  /** undefined: it is running. */
  take(job: string): Promise<Hold | undefined>;
  state(job: string): Promise<JobState>;
}

export function createJobBook(deps: { db: Kysely<Tables>; clock: Clock }): JobBook {
  const { db, clock } = deps;
  return {
    async take(job) {
      const holder = randomUUID();
      const now = clock.now();
      const row = { holder, held_until: now + HOLD_MS, started_at: now };
      const taken = await db
        .insertInto('contact_jobs')
        .values({ job, ...row, report: null })
        .onConflict((conflict) =>
          conflict
            .column('job')
            .doUpdateSet(row)
            .where((where) =>
              where.or([
                where('contact_jobs.holder', 'is', null),
                where('contact_jobs.held_until', '<', now),
              ]),
            ),
        )
        .returning('holder')
        .executeTakeFirst();
      if (taken?.holder !== holder) return undefined;
      let renewedAt = now;
      const mine = db
        .updateTable('contact_jobs')
        .where('job', '=', job)
        .where('holder', '=', holder);
      return {
        async held() {
          const at = clock.now();
          if (at - renewedAt < RENEW_MS) return;
          const { numUpdatedRows } = await mine
            .set({ held_until: at + HOLD_MS })
            .executeTakeFirstOrThrow();
          if (numUpdatedRows === 0n) throw new HoldLost(`another run of ${job} has taken over`);
          renewedAt = at;
        },
        async release(report) {
          const text = report === undefined ? {} : { report: JSON.stringify(report) };
          await mine.set({ holder: null, held_until: 0, ...text }).execute();
        },
      };
    },
    async state(job) {
      const row = await db
        .selectFrom('contact_jobs')
        .selectAll()
        .where('job', '=', job)
        .executeTakeFirst();
      if (!row) return { startedAt: 0, running: false };
      return {
        startedAt: row.started_at,
        running: row.holder !== null && row.held_until >= clock.now(),
        report: row.report === null ? undefined : (JSON.parse(row.report) as RunReport),
      };
    },
  };
}

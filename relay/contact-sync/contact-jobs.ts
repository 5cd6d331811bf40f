/** The configured jobs, each ready to run: for the schedule and for the command line alike. */
import type { Kysely } from 'kysely';
import type { Phone } from '../../lib/core/phone.ts';
import type { RelayConfig } from '../config.ts';
import type { ContactSyncConfig } from '../config-contacts.ts';
import type { Clock } from '../hub/clock.ts';
import { createExcluded } from '../privacy/excluded.ts';
import { createAudit } from '../store/audit.ts';
import type { Tables } from '../store/tables.ts';
import { createTarget } from './create-target.ts';
import { createJobBook, type Hold, type JobBook } from './job-book.ts';
import type { RunOutcome } from './run-report.ts';
import { runSync } from './run-sync.ts';
import { createSameNumber } from './same-value.ts';
import type { WriteStat } from './sync-deps.ts';
import { createZammadPeople, type PeopleApi } from './zammad-people.ts';

export interface ContactJobs {
  readonly jobs: readonly ContactSyncConfig[];
  readonly book: JobBook;
  /** undefined: it is running already. */
  run(
    id: string,
    options: { dryRun: boolean; trust?: boolean | undefined; signal: AbortSignal },
  ): Promise<RunOutcome | undefined>;
}

const FREE: Hold = { held: () => Promise.resolve(), release: () => Promise.resolve() };

export function createContactJobs(deps: {
  db: Kysely<Tables>;
  config: Pick<RelayConfig, 'contactSync' | 'directory'>;
  /** Zammad as the service token sees it. */
  zammad: PeopleApi;
  phone: Phone;
  clock: Clock;
  onWrite?: ((job: string, stat: WriteStat) => void) | undefined;
  /** People or contacts a page; for tests. */
  pageSize?: number | undefined;
}): ContactJobs {
  const { db, config, zammad, phone, clock, pageSize } = deps;
  const book = createJobBook({ db, clock });
  const { excludeField } = config.directory;
  return {
    jobs: config.contactSync,
    book,
    async run(id, { dryRun, trust = false, signal }) {
      const job = config.contactSync.find((one) => one.id === id);
      if (!job) throw new Error(`no contact sync "${id}"`);
      // A dry run only reads: it holds nobody up, and the schedule does not notice it.
      const hold = dryRun ? FREE : await book.take(id);
      if (!hold) return undefined;
      let outcome: RunOutcome | undefined;
      try {
        const target = createTarget(job, {
          clock,
          isSameNumber: createSameNumber(phone),
          pageSize,
        });
        const people = createZammadPeople({
          api: zammad,
          phone,
          people: job.people,
          wanted: target.fields,
          excluded: {
            attributes: excludeField === undefined ? [] : [excludeField],
            has: createExcluded(config.directory),
          },
          clock,
          perPage: pageSize,
        });
        const audit = createAudit({ db, now: () => clock.now() });
        const onWrite = (stat: WriteStat) => deps.onWrite?.(id, stat);
        outcome = await runSync(
          { db, job, target, people, phone, audit, clock, onWrite },
          { dryRun, trust, signal, held: hold.held },
        );
        return outcome;
      } finally {
        await hold.release(outcome?.report);
      }
    },
  };
}

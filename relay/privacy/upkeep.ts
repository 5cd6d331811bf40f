/** What goes by itself when its time is over, besides calls and what hangs on them. Rule PV10. */
import { sql } from 'kysely';
import type { Log } from '../agents/log.ts';
import type { Clock } from '../hub/clock.ts';
import type { Learned } from '../directory/learned.ts';
import { breath } from '../search/breath.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Database } from '../store/database.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import type { Tables } from '../store/tables.ts';
import type { NumberMemory } from '../workspace/number-memory.ts';
import { LOOKUP_ACTIONS } from './audit-about.ts';
import { DAY_MS } from './place.ts';

export interface Upkeep {
  /** One round. */
  run(): Promise<void>;
  start(): void;
  stop(): void;
  settled(): Promise<void>;
}

const EVERY_MS = 60 * 60_000;
const CHUNK = 200;
/** When the history's index was gone through last; once a day is enough. */
export const TIDIED = 'privacy.tidied';

export function createUpkeep(deps: {
  db: Database;
  memory: Pick<NumberMemory, 'forget'>;
  learned: Pick<Learned, 'forget'>;
  search: Pick<SearchIndex, 'tidy'>;
  retentionDays: number;
  auditDays: number;
  /** Ids of the contact sync's jobs. */
  jobs: readonly string[];
  clock: Pick<Clock, 'now' | 'every'>;
  log: Log;
}): Upkeep {
  const { db, clock, log } = deps;
  let cancel = () => {};
  let stopped = false;
  let working: Promise<void> = Promise.resolve();

  /** A few rows at a time, so that an event of the telephone system never waits. */
  async function purge(table: keyof Tables, where: ReturnType<typeof sql<boolean>>): Promise<void> {
    while (!stopped) {
      const { numAffectedRows = 0n } = await sql`
        delete from ${sql.table(table)} where rowid in
          (select rowid from ${sql.table(table)} where ${where} limit ${CHUNK})`.execute(db);
      if (numAffectedRows < BigInt(CHUNK)) return;
      await breath();
    }
  }

  /** What the team knows of numbers that nobody called with for so long. */
  async function forgetNumbers(before: number): Promise<void> {
    for (const table of ['picks', 'exclusions'] as const) {
      const rows = await db
        .selectFrom(table)
        .select('digits')
        .groupBy('digits')
        .having((is) => is(is.fn.max('at'), '<', before))
        .execute();
      for (const { digits } of rows) {
        const newer = await db
          .selectFrom('calls')
          .select('id')
          .where('remote', '=', digits)
          .limit(1)
          .executeTakeFirst();
        const other = table === 'picks' ? 'exclusions' : 'picks';
        const known = await db
          .selectFrom(other)
          .select('at')
          .where('digits', '=', digits)
          .where('at', '>=', before)
          .limit(1)
          .executeTakeFirst();
        if (stopped) return;
        if (!newer && !known) await deps.memory.forget(digits);
      }
    }
  }

  async function forgetLearned(now: number, before: number): Promise<void> {
    const rows = await db
      .selectFrom('learned')
      .select('digits')
      .where((is) => is.or([is('expires_at', '<', now), is('at', '<', before)]))
      .groupBy('digits')
      .execute();
    for (const { digits } of rows) if (!stopped) await deps.learned.forget(digits);
  }

  /** Contacts of which one side is gone, and those of jobs that are no more, are only kept by id. */
  async function emptyOldLinks(before: number): Promise<void> {
    const jobs = deps.jobs.length > 0 ? sql`job not in (${sql.join(deps.jobs)})` : sql`true`;
    await sql`
      update contact_links set base = '{}', sent = '{}'
      where at < ${before} and (base != '{}' or sent != '{}') and (state = 'gone' or ${jobs})
    `.execute(db);
    await sql`
      update contact_jobs set report = null where started_at < ${before} and report is not null
    `.execute(db);
  }

  async function run(): Promise<void> {
    const now = clock.now();
    const before = now - deps.retentionDays * DAY_MS;
    const lookups = sql.join(LOOKUP_ACTIONS);
    const lookupsBefore = now - deps.auditDays * DAY_MS;
    await purge('audit', sql`at < ${lookupsBefore} and action in (${lookups})`);
    await purge('audit', sql`at < ${before} and action not in (${lookups})`);
    await forgetLearned(now, before);
    await purge('refused', sql`at < ${before}`);
    await purge('bridge_notes', sql`at < ${before}`);
    await purge('bridge_creations', sql`at < ${before}`);
    await purge('bridge_seen', sql`seen_at < ${before}`);
    // What a client knows of a contact counts from the newest version of it.
    await purge(
      'bridge_versions',
      sql`seen_at < ${before} and exists (select 1 from bridge_versions as newer
        where newer.contact_id = bridge_versions.contact_id
          and newer.seen_at > bridge_versions.seen_at)`,
    );
    await purge('erasures', sql`done_at < ${before}`);
    await emptyOldLinks(before);
    await forgetNumbers(before);
    if (Number((await readMeta(db, TIDIED)) ?? 0) > now - DAY_MS) return;
    await deps.search.tidy();
    await writeMeta(db, TIDIED, String(now));
  }

  return {
    run,
    start() {
      const round = () =>
        (working = working.then(run).catch((error: unknown) => {
          if (!stopped) log.error({ err: error }, 'privacy: a purge failed');
        }));
      cancel = clock.every(EVERY_MS, round);
      void round();
    },
    stop() {
      stopped = true;
      cancel();
    },
    settled: () => working,
  };
}

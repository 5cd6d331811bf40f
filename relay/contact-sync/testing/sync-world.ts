/** Both sides, a database and a clock that jumps over every pause: runs take no time. */
import type { KyselyPlugin } from 'kysely';
import metadata from 'libphonenumber-js/max/metadata';
import { onTestFinished } from 'vitest';
import { createPhone } from '../../../lib/core/phone.ts';
import { createZammad } from '../../../lib/zammad/zammad.ts';
import type { RelayConfig } from '../../config.ts';
import type { ContactSyncConfig } from '../../config-contacts.ts';
import type { Clock } from '../../hub/clock.ts';
import { createAudit } from '../../store/audit.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { testConfig } from '../../testing/test-relay.ts';
import { createContactJobs } from '../contact-jobs.ts';
import { createLinkStore, type Link } from '../link-store.ts';
import type { RunOutcome } from '../run-report.ts';
import { type FakePeople, startFakePeople } from './fake-people.ts';
import { type FakeVendors, startFakeVendors } from './fake-vendors.ts';

export const SYNC_START = Date.parse('2026-03-02T08:00:00Z');

export interface SyncWorld {
  zammad: FakePeople;
  vendors: FakeVendors;
  db: Database;
  clock: Clock & { advance(ms: number): void };
  run(
    options?: Partial<Parameters<ReturnType<typeof createContactJobs>['run']>[1]>,
  ): Promise<RunOutcome>;
  jobs: ReturnType<typeof createContactJobs>;
  links(): Promise<Link[]>;
  /** Entries of the audit log as `action subject`, oldest first. */
  audit(): Promise<string[]>;
  close(): Promise<void>;
}

export async function startSyncWorld(
  job: Partial<ContactSyncConfig> = {},
  /** A plugin that throws stops every query of the sync, as a kill does. */
  plugins: readonly KyselyPlugin[] = [],
  more: Partial<RelayConfig> = {},
): Promise<SyncWorld> {
  const clock = jumpingClock();
  const zammad = await startFakePeople(clock.now);
  const vendors = await startFakeVendors(clock.now);
  const { db, close } = await openDatabase('sqlite::memory:');
  const target = job.target ?? 'sipgate';
  const secrets =
    target === 'sipgate' ? { tokenId: 'token-1', token: 'sip-secret' } : { token: 'pla-secret' };
  const whole: ContactSyncConfig = {
    id: 'cloud',
    target,
    ...secrets,
    url: `${vendors.url}/${target}`,
    direction: 'push',
    every: 60,
    people: 'all',
    limits: { creates: 500, changes: 500, removals: 20 },
    createInZammad: false,
    enabled: true,
    ...job,
  };
  const api = createZammad({ url: zammad.url, token: 'service' });
  const jobs = createContactJobs({
    db: plugins.reduce((next, plugin) => next.withPlugin(plugin), db),
    config: testConfig({ contactSync: [whole], ...more }),
    zammad: api,
    phone: createPhone(metadata, { homeCountry: 'DE' }),
    clock,
    pageSize: 3,
  });
  const world: SyncWorld = {
    zammad,
    vendors,
    db,
    clock,
    jobs,
    async run(options = {}) {
      clock.advance(60 * 60_000);
      const signal = new AbortController().signal;
      const outcome = await jobs.run('cloud', { dryRun: false, signal, ...options });
      if (!outcome) throw new Error('it is running already');
      return outcome;
    },
    links: () => createLinkStore(db, 'cloud').load(),
    async audit() {
      const entries = await createAudit({ db, now: clock.now }).list({ limit: 1000 });
      return entries.reverse().map(({ action, subject }) => `${action} ${subject}`);
    },
    close: async () => {
      await Promise.all([zammad.close(), vendors.close(), close()]);
    },
  };
  return world;
}

/** Closed by itself at the end of the test. */
export async function syncWorld(...args: Parameters<typeof startSyncWorld>): Promise<SyncWorld> {
  const world = await startSyncWorld(...args);
  onTestFinished(world.close);
  return world;
}

function jumpingClock(): SyncWorld['clock'] {
  let now = SYNC_START;
  return {
    now: () => now,
    advance: (ms) => void (now += ms),
    after(ms, task) {
      now += ms;
      const soon = setImmediate(task);
      return () => clearImmediate(soon);
    },
    every: () => () => {},
  };
}

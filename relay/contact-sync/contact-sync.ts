/** The contact sync of a running relay. Composition only. Rules CS* of `SPEC-contacts.md`. */
import type { Kysely } from 'kysely';
import { Counter } from 'prom-client';
import type { Phone } from '../../lib/core/phone.ts';
import { createZammad } from '../../lib/zammad/zammad.ts';
import type { Log } from '../agents/log.ts';
import type { RelayConfig } from '../config.ts';
import type { Clock } from '../hub/clock.ts';
import type { Tables } from '../store/tables.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { createContactJobs } from './contact-jobs.ts';
import { type ContactSchedule, createContactSchedule } from './contact-schedule.ts';
import type { PeopleApi } from './zammad-people.ts';

/** Pages of 500 people take Zammad up to some seconds. */
const ZAMMAD_TIMEOUT_MS = 30_000;

/** undefined: none is configured. */
export function createContactSync(deps: {
  db: Kysely<Tables>;
  config: RelayConfig;
  phone: Phone;
  log: Log;
  metrics: Pick<Metrics, 'registry'>;
  clock: Clock;
}): ContactSchedule | undefined {
  const { db, config, phone, log, clock } = deps;
  const { registry } = deps.metrics;
  const zammad = zammadOf(config);
  if (config.contactSync.length === 0 || !zammad) return undefined;
  const writes = new Counter({
    name: 'offhook_contact_sync_writes_total',
    help: 'Writes of the contact sync by job, side (zammad, phone), kind and result',
    labelNames: ['job', 'side', 'kind', 'result'],
    registers: [registry],
  });
  const jobs = createContactJobs({
    db,
    config,
    zammad,
    phone,
    clock,
    onWrite: (job, stat) => writes.inc({ job, ...stat }),
  });
  return createContactSchedule({ jobs, clock, log, registry });
}

/** Zammad as the service token sees it; undefined without one. */
export function zammadOf({ zammad }: Pick<RelayConfig, 'zammad'>): PeopleApi | undefined {
  const { url, token } = zammad;
  if (url === undefined || token === undefined) return undefined;
  return createZammad({ url, token, timeoutMs: ZAMMAD_TIMEOUT_MS });
}

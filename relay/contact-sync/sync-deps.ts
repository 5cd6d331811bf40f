/** What one job is made of. */
import type { Kysely } from 'kysely';
import type { Phone } from '../../lib/core/phone.ts';
import type { ContactSyncConfig } from '../config-contacts.ts';
import type { Clock } from '../hub/clock.ts';
import type { Audit } from '../store/audit.ts';
import type { Tables } from '../store/tables.ts';
import type { ContactTarget } from './target.ts';
import type { ZammadPeople } from './zammad-people.ts';

export interface WriteStat {
  side: 'zammad' | 'phone';
  kind: 'make' | 'change' | 'remove';
  result: 'done' | 'failed';
}

export interface SyncDeps {
  db: Kysely<Tables>;
  job: ContactSyncConfig;
  target: ContactTarget;
  people: ZammadPeople;
  phone: Phone;
  audit: Audit;
  clock: Clock;
  onWrite?: ((stat: WriteStat) => void) | undefined;
}

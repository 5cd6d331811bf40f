/** Row types of `relay/contact-sync`; a part of `tables.ts`. */
import type { Generated } from 'kysely';

/** Contacts of the telephone system by job (`relay/contact-sync/link-store.ts`). `base`, `sent`: JSON. */
export interface ContactLinksTable {
  id: Generated<number>;
  job: string;
  person_id: number | null;
  remote_id: string | null;
  state: string;
  made: number;
  base: string;
  sent: string;
  ours_missing: number;
  theirs_missing: number;
  at: number;
}

/** Jobs of the contact sync: who runs one until when, and how the last run ended (JSON). */
export interface ContactJobsTable {
  job: string;
  holder: string | null;
  held_until: number;
  started_at: number;
  report: string | null;
}

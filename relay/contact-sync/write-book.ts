/** Writes down what is about to be sent, together with the link it is for, before it is sent. */
import type { Kysely } from 'kysely';
import type { Audit, AuditEntry } from '../store/audit.ts';
import type { Tables } from '../store/tables.ts';
import type { FieldChange, FieldConflict } from './decide.ts';
import type { Link, LinkStore } from './link-store.ts';

type Entry = Pick<AuditEntry, 'action' | 'subject' | 'detail'>;

export interface WriteBook {
  /** Link and entries in one transaction. @returns the link with its id */
  intend(link: Link, entries: readonly Entry[]): Promise<Link>;
  /** What was written down before was not done. */
  failed(subject: string, code: string): Promise<void>;
}

/** @param batch name of the run */
export function createWriteBook(deps: {
  db: Kysely<Tables>;
  links: LinkStore;
  audit: Audit;
  job: string;
  batch: string;
}): WriteBook {
  const { db, links, audit, job, batch } = deps;
  const whole = (entry: Entry): AuditEntry => ({ actor: `sync:${job}`, batch, ...entry });
  return {
    intend: (link, entries) =>
      db.transaction().execute(async (trx) => {
        await audit.write(entries.map(whole), trx);
        const [saved] = await links.save([link], trx);
        return saved ?? link;
      }),
    failed: (subject, code) =>
      audit.write([whole({ action: 'contact.failed', subject, detail: { code } })]),
  };
}

export function changeEntry(subject: string, { field, before, value }: FieldChange): Entry {
  return { action: 'contact.change', subject, detail: { field, before, after: value } };
}

export function conflictEntry(subject: string, conflict: FieldConflict): Entry {
  return { action: 'contact.conflict', subject, detail: { ...conflict } };
}

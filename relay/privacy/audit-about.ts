/** Entries of the audit log that name a number, in whatever spelling, or its code after an erasure. */
import type { Selectable } from 'kysely';
import type { Database } from '../store/database.ts';
import type { AuditTable } from '../store/tables.ts';
import type { NumberTrace } from './number-trace.ts';
import { pagesOf } from './table-pages.ts';

/** Who looked at what: kept for `privacy.auditDays`. Everything else is kept with the calls. */
export const LOOKUP_ACTIONS = ['number.lookup', 'number.name', 'number.privacy', 'number.export'];

export type FoundEntry = Selectable<AuditTable> & { lookup: boolean };

export const subjectOf = (digits: string): string => `number:${digits}`;
/** Of a number that was erased. @param hash `NumberHash` of it */
export const hashedSubject = (hash: string): string => `number:#${hash}`;

/** @param hash entries about its erasure, too; none: only those with the number itself */
export async function* entriesAbout(
  db: Database,
  trace: NumberTrace,
  hash?: string,
): AsyncGenerator<FoundEntry[]> {
  const erased = hash === undefined ? undefined : hashedSubject(hash);
  for await (const page of pagesOf(db, 'audit')) {
    const found = page.filter(
      ({ subject, detail }) => subject === erased || trace.holds(subject) || trace.holds(detail),
    );
    if (found.length > 0) {
      yield found.map((row) => ({ ...row, lookup: LOOKUP_ACTIONS.includes(row.action) }));
    }
  }
}

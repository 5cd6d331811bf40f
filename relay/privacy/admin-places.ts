/** What only those may see who answer for the data: other systems' contacts, refused pushes, the audit log. */
import type { Database } from '../store/database.ts';
import { entriesAbout } from './audit-about.ts';
import type { LeftOut } from './left-out.ts';
import type { NumberHash } from './number-hash.ts';
import { DAY_MS, type Place, type Stored, type Subject } from './place.ts';
import { pagesOf } from './table-pages.ts';

export function adminPlaces(deps: {
  db: Database;
  leftOut: LeftOut;
  hash: NumberHash;
  retentionDays: number;
  auditDays: number;
}): Place[] {
  const { db, leftOut, hash, retentionDays } = deps;
  const goes = (at: number) => ({ goesAt: at + retentionDays * DAY_MS });

  async function* contactLinks({ trace }: Subject): AsyncGenerator<Stored[]> {
    for await (const page of pagesOf(db, 'contact_links')) {
      yield page
        .filter(({ base, sent }) => trace.holds(base) || trace.holds(sent))
        .map(({ job, person_id: personId, remote_id: remoteId, base, at }) => ({
          job,
          personId,
          remoteId,
          fields: JSON.parse(base) as unknown,
          at,
        }));
    }
  }
  async function* bridge({ contactIds }: Subject): AsyncGenerator<Stored[]> {
    for (const id of contactIds) {
      const versions = await db
        .selectFrom('bridge_versions')
        .select('seen_at as at')
        .where('contact_id', '=', id)
        .execute();
      const notes = await db
        .selectFrom('bridge_notes')
        .select(['at', 'ticket_id as ticketId'])
        .where('target', '=', `contact:${id}`)
        .execute();
      yield [...versions, ...notes].map((row) => ({ personId: id, ...row, ...goes(row.at) }));
    }
  }
  async function* refused({ trace }: Subject): AsyncGenerator<Stored[]> {
    for await (const page of pagesOf(db, 'refused')) {
      yield page
        .filter(({ raw }) => trace.holds(raw))
        .map(({ connection, at, status, reason, raw }) => ({
          connection,
          at,
          status,
          reason,
          raw,
          ...goes(at),
        }));
    }
  }
  async function* audit({ trace }: Subject): AsyncGenerator<Stored[]> {
    for await (const page of entriesAbout(db, trace, await hash(trace.digits))) {
      yield page.map(({ detail, lookup, id: _id, batch: _batch, ...entry }) => ({
        ...entry,
        detail: JSON.parse(detail) as unknown,
        goesAt: entry.at + (lookup ? deps.auditDays : retentionDays) * DAY_MS,
      }));
    }
  }
  async function* left({ trace }: Subject): AsyncGenerator<Stored[]> {
    const { count, lastAt } = await leftOut.count(trace.digits);
    yield Array.from({ length: count }, () => ({ at: lastAt }));
  }
  return [
    { kind: 'contactLinks', end: 'telephone', read: contactLinks },
    { kind: 'bridge', end: 'retention', read: bridge },
    { kind: 'refused', end: 'retention', read: refused },
    { kind: 'audit', end: 'retention', read: audit },
    { kind: 'leftOut', end: 'zammad', read: left },
  ];
}

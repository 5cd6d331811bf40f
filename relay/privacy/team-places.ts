/** What the directory and the team know about a number: everybody in the team may look it up anyway. */
import type { Database } from '../store/database.ts';
import { CLAIM_MS } from '../workspace/claims.ts';
import { DAY_MS, type Place, type Stored, type Subject } from './place.ts';

export function teamPlaces(db: Database, retentionDays: number): Place[] {
  const goes = (at: number) => ({ goesAt: at + retentionDays * DAY_MS });
  const place = (
    kind: Place['kind'],
    end: Place['end'],
    read: (digits: string) => Promise<Stored[]>,
  ): Place => ({
    kind,
    end,
    async *read({ trace }: Subject) {
      yield await read(trace.digits);
    },
  });

  async function directory(digits: string): Promise<Stored[]> {
    const rows = await db
      .selectFrom('numbers')
      .innerJoin('contacts', 'contacts.id', 'numbers.contact_id')
      .select(['contacts.id', 'contacts.name', 'contacts.organization', 'numbers.field'])
      .where('numbers.digits', '=', digits)
      .execute();
    return rows.map(({ id, ...row }) => ({ personId: id, ...row }));
  }
  async function organizations(digits: string): Promise<Stored[]> {
    const rows = await db
      .selectFrom('organization_numbers')
      .innerJoin('organizations', 'organizations.id', 'organization_numbers.organization_id')
      .select(['organizations.id', 'organizations.name', 'organization_numbers.field'])
      .where('organization_numbers.digits', '=', digits)
      .execute();
    return rows.map(({ id, ...row }) => ({ organizationId: id, ...row }));
  }
  async function learned(digits: string): Promise<Stored[]> {
    const rows = await db.selectFrom('learned').selectAll().where('digits', '=', digits).execute();
    return rows.map((row) => ({
      personId: row.contact_id,
      name: row.name,
      organization: row.organization,
      field: row.field,
      agentId: row.agent_id,
      at: row.at,
      goesAt: row.expires_at,
    }));
  }
  async function picks(digits: string): Promise<Stored[]> {
    const rows = await db.selectFrom('picks').selectAll().where('digits', '=', digits).execute();
    return rows.map((row) => ({
      personId: row.contact_id,
      name: row.contact_name,
      agent: row.agent_name,
      at: row.at,
      ...goes(row.at),
    }));
  }
  async function exclusions(digits: string): Promise<Stored[]> {
    const rows = await db
      .selectFrom('exclusions')
      .selectAll()
      .where('digits', '=', digits)
      .execute();
    return rows.map((row) => ({
      personId: row.contact_id,
      agent: row.agent_name,
      at: row.at,
      ...goes(row.at),
    }));
  }
  async function claims(digits: string): Promise<Stored[]> {
    const rows = await db.selectFrom('claims').selectAll().where('key', '=', digits).execute();
    return rows.map((row) => ({ agent: row.agent_name, at: row.at, goesAt: row.at + CLAIM_MS }));
  }
  return [
    place('directory', 'zammad', directory),
    place('organizations', 'zammad', organizations),
    place('learned', 'retention', learned),
    place('picks', 'retention', picks),
    place('exclusions', 'retention', exclusions),
    place('claims', 'soon', claims),
  ];
}

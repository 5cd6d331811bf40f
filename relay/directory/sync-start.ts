/** Where the sync begins after a start, by what is stored and what the administrator changed. */
import type { Kysely } from 'kysely';
import type { Tables } from '../store/tables.ts';
import type { OrganizationsStore } from './organizations-store.ts';
import type { PeopleStore } from './people-store.ts';
import { readSync, START, type SyncPosition } from './sync-position.ts';
import type { SyncFields } from './sync-take.ts';

/** Of another Zammad everything goes; other fields mean that everything is read again. */
export async function startPosition(deps: {
  db: Kysely<Tables>;
  settings: { zammad: string; fields: SyncFields };
  people: Pick<PeopleStore, 'unseen' | 'remove'>;
  organizations: Pick<OrganizationsStore, 'unseen' | 'remove'>;
}): Promise<SyncPosition> {
  const { people, organizations, settings } = deps;
  const { position } = await readSync(deps.db);
  const reads = { zammad: placeOf(settings.zammad), fields: JSON.stringify(settings.fields) };
  const { pass } = position;
  if (position.reads && position.reads.zammad !== reads.zammad) {
    await people.remove(await people.unseen(Number.MAX_SAFE_INTEGER));
    await organizations.remove(await organizations.unseen(Number.MAX_SAFE_INTEGER));
    return { ...START, pass, reads };
  }
  if (position.reads?.fields === reads.fields) return position;
  return { ...position, part: undefined, page: 0, lastId: 0, hurry: true, again: false, reads };
}

/** Whether it is asked by http or https does not make it another one. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

/** What the sync asks of Zammad: it only ever reads. */
import type { Zammad } from '../../lib/zammad/zammad.ts';
import type { Ask } from './politeness-pace.ts';
import type { SyncFields } from './sync-take.ts';

export type PeopleSource = Pick<
  Zammad,
  'plainUsersPage' | 'usersByChange' | 'usersByIds' | 'organizationsPage' | 'organization'
>;

/** So many are read at once. 6.x answers at most 200 by change. */
export interface PageSizes {
  perPage: number;
  changesPerPage: number;
  organizationsPerPage: number;
}

/** The same questions, with the fields that are wanted, each when its turn has come. */
export function createReads(deps: {
  source: PeopleSource;
  ask: Ask;
  fields: SyncFields;
  sizes: PageSizes;
  signal: AbortSignal;
}) {
  const { source, fields, sizes, signal } = deps;
  const ask = <T>(request: () => Promise<T>) => deps.ask(request, signal);
  const attributes = [...new Set([...fields.people, ...(fields.besides ?? [])])];
  return {
    people: (page: number) => ask(() => source.plainUsersPage(page, sizes.perPage, attributes)),
    changedPeople: (page: number) =>
      ask(() => source.usersByChange(page, sizes.changesPerPage, attributes)),
    peopleByIds: (ids: readonly number[]) => ask(() => source.usersByIds(ids, attributes)),
    organizations: (by: 'id' | 'change', page: number) =>
      ask(() =>
        source.organizationsPage(by, page, sizes.organizationsPerPage, fields.organizations),
      ),
    organization: (id: number) => ask(() => source.organization(id)),
  };
}
export type Reads = ReturnType<typeof createReads>;

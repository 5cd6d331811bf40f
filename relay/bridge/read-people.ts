/** Everybody a token may see, and who changed since. The only reads of many people. Rule BR9. */
import type { Zammad } from '../../lib/zammad/zammad.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';

export type PeopleReader = Pick<
  Zammad,
  'plainUsersPage' | 'usersByChange' | 'organizationsPage' | 'staffIds'
>;

export interface ReadPages {
  users: ZammadUser[];
  /** Names by id; of changes only those that changed too. */
  organizations: Map<number, string>;
}

const PER_PAGE = 500;
const CHANGES_PER_PAGE = 100;
const MAX_PAGES = 2_000;
/** A change may be committed, or be found by Elasticsearch, later than its time says. */
const OVERLAP_MS = 120_000;

/** Names of all organisations by id. @throws ZammadError */
export async function readOrganizations(zammad: PeopleReader): Promise<Map<number, string>> {
  const organizations = new Map<number, string>();
  for (let page = 1; page <= MAX_PAGES; page++) {
    const rows = await zammad.organizationsPage('id', page, PER_PAGE);
    if (rows.length === 0) break;
    for (const { id, name } of rows) organizations.set(id, name);
  }
  return organizations;
}

/** @throws ZammadError */
export async function readEverybody(
  zammad: PeopleReader,
  extra: readonly string[],
  onPage: (users: readonly ZammadUser[]) => Promise<void>,
): Promise<void> {
  for (let page = 1; page <= MAX_PAGES; page++) {
    const users = await zammad.plainUsersPage(page, PER_PAGE, extra);
    if (users.length === 0) break;
    await onPage(users);
  }
}

/**
 * Pages by change time, newest first, until what is known begins.
 * @param since newest change that is known
 * @throws ZammadError
 */
export async function readChanges(
  zammad: PeopleReader,
  extra: readonly string[],
  since: number,
): Promise<ReadPages> {
  const users = await newest(
    (page) => zammad.usersByChange(page, CHANGES_PER_PAGE, extra),
    since - OVERLAP_MS,
  );
  const rows = await newest(
    (page) => zammad.organizationsPage('change', page, CHANGES_PER_PAGE),
    since - OVERLAP_MS,
  );
  return { users, organizations: new Map(rows.map(({ id, name }) => [id, name])) };
}

async function newest<T extends { updatedAt: number }>(
  read: (page: number) => Promise<T[]>,
  since: number,
): Promise<T[]> {
  const found: T[] = [];
  for (let page = 1; page <= MAX_PAGES; page++) {
    const rows = await read(page);
    found.push(...rows.filter(({ updatedAt }) => updatedAt >= since));
    const oldest = rows.at(-1);
    if (!oldest || oldest.updatedAt < since) break;
  }
  return found;
}

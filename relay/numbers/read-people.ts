/** The people of Zammad: all, or some by id. */
import type { Zammad } from '../../lib/zammad/zammad.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import { readPages, type ReadingDeps } from './read-pages.ts';

export interface ReadPeopleDeps extends ReadingDeps {
  zammad: Pick<Zammad, 'plainUsersPage' | 'user'>;
}

/**
 * @param attributes to read beside the usual ones
 * @param ids only these people, asked for one by one
 * @throws ZammadError
 */
export async function* readPeople(
  deps: ReadPeopleDeps,
  attributes: readonly string[],
  ids: readonly number[],
): AsyncGenerator<ZammadUser[]> {
  const { zammad, signal } = deps;
  if (ids.length === 0) {
    yield* readPages((page, perPage) => zammad.plainUsersPage(page, perPage, attributes), deps);
    return;
  }
  for (const id of new Set(ids)) {
    if (!signal.aborted) yield [await zammad.user(id, attributes)];
  }
}

/** Goes through a whole table by its id, a page at a time, and lets others in between. */
import type { Selectable } from 'kysely';
import { breath } from '../search/breath.ts';
import type { Database } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';

const PAGE = 500;

/** Tables with a numeric `id` that rises. */
type Numbered = 'audit' | 'contact_links' | 'refused';

export async function* pagesOf<T extends Numbered>(
  db: Database,
  table: T,
): AsyncGenerator<Selectable<Tables[T]>[]> {
  for (let after = -1; ;) {
    const rows = (await db
      .selectFrom(table as Numbered)
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute()) as unknown as (Selectable<Tables[T]> & { id: number })[];
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
    await breath();
  }
}

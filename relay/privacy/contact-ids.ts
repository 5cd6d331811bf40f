/** Who has a number, as far as anything stored says so: Zammad ids. */
import type { Database } from '../store/database.ts';

export async function contactIdsOf(db: Database, digits: string): Promise<number[]> {
  const ids = new Set<number>();
  for (const table of ['numbers', 'picks', 'learned'] as const) {
    const rows = await db
      .selectFrom(table)
      .select('contact_id')
      .where('digits', '=', digits)
      .execute();
    for (const { contact_id: id } of rows) ids.add(id);
  }
  return [...ids];
}

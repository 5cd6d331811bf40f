/** Numbers in texts that no call has any more: `search_frames` and `search_parties` keep their ids. Rule PV10. */
import { sql } from 'kysely';
import type { Database } from '../store/database.ts';
import { breath } from './breath.ts';
import type { Columns } from './columns.ts';
import type { Dictionary } from './dictionary.ts';

/** A telephone number; internal ones are shorter. */
const NUMBER = /\d{6,}/g;
const ROLES = ['r', 't', 'd', 'o'];

export async function forgetTexts(index: {
  db: Database;
  columns: Columns;
  frames: Dictionary;
  parties: Dictionary;
}): Promise<void> {
  const { db, columns, frames, parties } = index;
  const used = new Set<number>();
  for (const { frame, filled } of columns.blocks.values()) {
    for (let place = 0; place < filled; place += 1) used.add(frame[place] ?? 0);
    await breath();
  }
  await frames.rewrite((value, id) => (used.has(id) ? value : without(value, id)));
  const gone = new Set<number>();
  const blocks = JSON.stringify([...columns.blocks.keys()]);
  for (let id = 1; id <= parties.size; id += 1) {
    if (!parties.valueOf(id)?.match(NUMBER)) continue;
    const terms = JSON.stringify(ROLES.map((role) => `#${role}${id}`));
    const { rows } = await sql`
      select 1 from search_terms
      where block in (select value from json_each(${blocks}))
        and term in (select value from json_each(${terms})) limit 1
    `.execute(db);
    if (rows.length === 0) gone.add(id);
    await breath();
  }
  await parties.rewrite((value, id) => (gone.has(id) ? without(value, id) : value));
}

function without(value: string, id: number): string {
  return value.replace(NUMBER, `x${id}`);
}

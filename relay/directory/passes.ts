/** Who was seen in which pass over everybody in Zammad. */
import type { Kysely } from 'kysely';
import type { Tables } from '../store/tables.ts';
import { inChunks } from './store-chunks.ts';

export interface Passes {
  /** Marks the unchanged ones as seen in this pass. */
  seen(ids: readonly number[], pass: number): Promise<void>;
  /** Ids of those not seen since pass `before`, ascending. */
  unseen(before: number): Promise<number[]>;
}

export function createPasses(db: Kysely<Tables>, table: 'contacts' | 'organizations'): Passes {
  return {
    seen: (ids, pass) =>
      inChunks(db, ids, async (trx, chunk) => {
        await trx
          .updateTable(table)
          .set({ pass })
          .where('id', 'in', chunk)
          .where('pass', '!=', pass)
          .execute();
      }),
    async unseen(before) {
      const rows = await db
        .selectFrom(table)
        .select('id')
        .where('pass', '<', before)
        .orderBy('id')
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}

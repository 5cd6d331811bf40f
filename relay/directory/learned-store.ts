/** The rows of what was learned: a number's people are always replaced as a whole. */
import type { Kysely } from 'kysely';
import type { Tables } from '../store/tables.ts';
import { inChunks } from './store-chunks.ts';

/** Somebody of Zammad who has the number, as a browser saw them. */
export interface LearnedPerson {
  userId: number;
  name: string;
  organization?: string | undefined;
  vip: boolean;
  /** Which field holds the number. */
  field?: string | undefined;
}

export function createLearnedStore(db: Kysely<Tables>) {
  return {
    put: (
      digits: string,
      people: readonly LearnedPerson[],
      by: { agentId: number; at: number; expiresAt: number },
    ): Promise<void> =>
      db.transaction().execute(async (trx) => {
        await trx.deleteFrom('learned').where('digits', '=', digits).execute();
        const rows = people.map((person) => ({
          digits,
          contact_id: person.userId,
          name: person.name,
          organization: person.organization ?? null,
          vip: person.vip ? 1 : 0,
          field: person.field ?? null,
          agent_id: by.agentId,
          at: by.at,
          expires_at: by.expiresAt,
        }));
        await trx.insertInto('learned').values(rows).execute();
      }),

    async remove(digits: string): Promise<void> {
      await db.deleteFrom('learned').where('digits', '=', digits).execute();
    },

    async clear(): Promise<void> {
      const rows = await db.selectFrom('learned').select('digits').distinct().execute();
      await inChunks(db, rows, async (trx, chunk) => {
        const all = chunk.map(({ digits }) => digits);
        await trx.deleteFrom('learned').where('digits', 'in', all).execute();
      });
    },

    /** Longest unseen first. */
    async load(each: (digits: string, people: LearnedPerson[], at: number) => void): Promise<void> {
      const rows = await db
        .selectFrom('learned')
        .selectAll()
        .orderBy('at')
        .orderBy('digits')
        .orderBy('contact_id')
        .execute();
      const numbers = new Map<string, { people: LearnedPerson[]; at: number }>();
      for (const row of rows) {
        const entry = numbers.get(row.digits) ?? { people: [], at: row.at };
        entry.people.push({
          userId: row.contact_id,
          name: row.name,
          organization: row.organization ?? undefined,
          vip: row.vip === 1,
          field: row.field ?? undefined,
        });
        numbers.set(row.digits, entry);
      }
      for (const [digits, { people, at }] of numbers) each(digits, people, at);
    },
  };
}

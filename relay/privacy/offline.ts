/** Erasing without a running relay: the same, with the database alone. Rule PV5. */
import { sql } from 'kysely';
import type { Phone } from '../../lib/core/phone.ts';
import { numberSpellings, wholeNumberTerm } from '../search/call-terms.ts';
import { createAudit } from '../store/audit.ts';
import type { Database } from '../store/database.ts';
import { writeMeta } from '../store/meta.ts';
import { createEraser, type Eraser, type Remembering } from './eraser.ts';
import type { LeftOut } from './left-out.ts';
import type { NumberHash } from './number-hash.ts';
import { TIDIED } from './upkeep.ts';

export function createOfflineEraser(deps: {
  db: Database;
  phone: Phone;
  hash: NumberHash;
  leftOut: LeftOut;
  now: () => number;
  /** Tests cut it off there. */
  onStep?: ((step: string) => void) | undefined;
}): Eraser {
  const { db, phone, now } = deps;
  return (digits, actor) =>
    createEraser({
      ...deps,
      writer: {
        amend: (write) => db.transaction().execute(async (trx) => void (await write(trx))),
      },
      audit: createAudit({ db, now }),
      held: rowsOnly({ db, phone, leftOut: deps.leftOut, digits }),
    })(digits, actor);
}

/** Nothing is held in memory: only rows. */
function rowsOnly(of: {
  db: Database;
  phone: Phone;
  leftOut: LeftOut;
  digits: string;
}): Remembering {
  const { db, leftOut } = of;
  return {
    // The rows of these go with the rest (`erase-rest.ts`).
    memory: { forget: async () => ({ picks: 0, exclusions: 0 }) },
    learned: { forget: async () => {} },
    drafts: { forget: async () => {} },
    directory: {
      async forget(digits) {
        const people = await recordsOf(db, 'numbers', digits);
        await leftOut.add('person', people, digits);
        await db.deleteFrom('numbers').where('digits', '=', digits).execute();
        for (const { id } of people) {
          const other = await db
            .selectFrom('numbers')
            .select('digits')
            .where('contact_id', '=', id)
            .limit(1)
            .executeTakeFirst();
          if (!other) await db.deleteFrom('contacts').where('id', '=', id).execute();
        }
        const organizations = await recordsOf(db, 'organization_numbers', digits);
        await leftOut.add('organization', organizations, digits);
        await db.deleteFrom('organization_numbers').where('digits', '=', digits).execute();
        return { people: people.length, organizations: organizations.length };
      },
    },
    search: {
      async tidy() {},
      async retake(_ids, change) {
        for (const table of ['search_frames', 'search_parties'] as const) {
          const rows = await db.selectFrom(table).selectAll().execute();
          for (const { id, value } of rows) {
            const next = change(value, id);
            if (next === value) continue;
            await db.updateTable(table).set({ value: next }).where('id', '=', id).execute();
          }
        }
        const terms = numberSpellings(of.digits, of.phone).flatMap((number) => [
          wholeNumberTerm(number),
          number,
        ]);
        await sql`delete from search_terms
          where term in (select value from json_each(${JSON.stringify(terms)}))`.execute(db);
        // Words of names go when the relay goes through its index, at its next start.
        await writeMeta(db, TIDIED, '0');
      },
    },
  };
}

async function recordsOf(
  db: Database,
  table: 'numbers' | 'organization_numbers',
  digits: string,
): Promise<{ id: number; updatedAt: number; numbers: { digits: string }[] }[]> {
  const rows =
    table === 'numbers'
      ? await db
          .selectFrom('numbers')
          .innerJoin('contacts', 'contacts.id', 'numbers.contact_id')
          .select(['contacts.id', 'contacts.updated_at as updatedAt'])
          .where('digits', '=', digits)
          .execute()
      : await db
          .selectFrom('organization_numbers')
          .innerJoin('organizations', 'organizations.id', 'organization_id')
          .select(['organizations.id', 'organizations.updated_at as updatedAt'])
          .where('digits', '=', digits)
          .execute();
  const once = new Map(rows.map(({ id, updatedAt }) => [id, Number(updatedAt)]));
  return [...once].map(([id, updatedAt]) => ({ id, updatedAt, numbers: [{ digits }] }));
}

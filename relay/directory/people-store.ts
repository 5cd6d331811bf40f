/** The directory's rows: contacts and their numbers, and how far the sync has come. */
import type { Kysely, Transaction } from 'kysely';
import { readMeta, writeMeta } from '../store/meta.ts';
import type { Tables } from '../store/tables.ts';
import { type DirectoryPerson, NUMBER_FIELDS, type NumberField } from './person.ts';

/** Where the sync is: `page` is the next one of pass `pass`; 0 between passes. */
export interface SyncPosition {
  pass: number;
  page: number;
  /** When the last whole pass ended; 0: never. */
  completedAt: number;
}

/** Rows written at once; a transaction stays short so that an event of the telephone system never waits. */
const CHUNK = 100;
const POSITION_KEY = 'directory.position';

export interface PeopleStore {
  /** Every stored person, a chunk at a time. */
  load(each: (person: DirectoryPerson) => void): Promise<void>;
  /** Stores people as seen in this pass. */
  save(people: readonly DirectoryPerson[], pass: number): Promise<void>;
  /** Marks unchanged people as seen in this pass. */
  seen(ids: readonly number[], pass: number): Promise<void>;
  remove(ids: readonly number[]): Promise<void>;
  /** Ids of people not seen since pass `before`. */
  unseen(before: number): Promise<number[]>;
  position(): Promise<SyncPosition>;
  setPosition(position: SyncPosition): Promise<void>;
}

/** @param custom names of further attributes that hold numbers */
export function createPeopleStore(db: Kysely<Tables>, custom: readonly string[] = []): PeopleStore {
  const fields = new Set<NumberField>([...NUMBER_FIELDS, ...custom]);
  async function inChunks<T>(
    items: readonly T[],
    write: (trx: Transaction<Tables>, chunk: T[]) => Promise<void>,
  ): Promise<void> {
    for (let from = 0; from < items.length; from += CHUNK) {
      const chunk = items.slice(from, from + CHUNK);
      await db.transaction().execute((trx) => write(trx, chunk));
    }
  }
  async function removeIn(trx: Transaction<Tables>, ids: number[]): Promise<void> {
    await trx.deleteFrom('numbers').where('contact_id', 'in', ids).execute();
    await trx.deleteFrom('contacts').where('id', 'in', ids).execute();
  }

  return {
    async load(each) {
      let after = -1;
      for (;;) {
        const rows = await db
          .selectFrom('contacts')
          .selectAll()
          .where('id', '>', after)
          .where('active', '=', 1)
          .orderBy('id')
          .limit(1000)
          .execute();
        const last = rows.at(-1);
        if (!last) return;
        const numbers = await db
          .selectFrom('numbers')
          .selectAll()
          .where('contact_id', '>', after)
          .where('contact_id', '<=', last.id)
          .execute();
        const byContact = new Map<number, typeof numbers>(rows.map(({ id }) => [id, []]));
        for (const number of numbers) byContact.get(number.contact_id)?.push(number);
        for (const row of rows) {
          each({
            id: row.id,
            name: row.name,
            organization: row.organization ?? undefined,
            vip: row.vip === 1,
            updatedAt: Number(row.updated_at),
            numbers: (byContact.get(row.id) ?? [])
              .filter(({ field }) => fields.has(field))
              .map(({ digits, field }) => ({ digits, field })),
          });
        }
        after = last.id;
      }
    },
    save: (people, pass) =>
      inChunks(people, async (trx, chunk) => {
        await removeIn(
          trx,
          chunk.map(({ id }) => id),
        );
        const contacts = chunk.map((person) => ({
          id: person.id,
          name: person.name,
          organization: person.organization ?? null,
          vip: person.vip ? 1 : 0,
          active: 1,
          updated_at: String(person.updatedAt),
          pass,
        }));
        await trx.insertInto('contacts').values(contacts).execute();
        const numbers = chunk.flatMap(({ id, numbers }) =>
          numbers.map(({ digits, field }) => ({ digits, contact_id: id, field })),
        );
        if (numbers.length > 0) await trx.insertInto('numbers').values(numbers).execute();
      }),
    seen: (ids, pass) =>
      inChunks(ids, async (trx, chunk) => {
        await trx.updateTable('contacts').set({ pass }).where('id', 'in', chunk).execute();
      }),
    remove: (ids) => inChunks(ids, removeIn),
    async unseen(before) {
      const rows = await db
        .selectFrom('contacts')
        .select('id')
        .where('pass', '<', before)
        .execute();
      return rows.map(({ id }) => id);
    },
    position: async () => readPosition(await readMeta(db, POSITION_KEY)),
    setPosition: (position) => writeMeta(db, POSITION_KEY, JSON.stringify(position)),
  };
}

function readPosition(text: string | undefined): SyncPosition {
  const none = { pass: 0, page: 0, completedAt: 0 };
  if (text === undefined) return none;
  try {
    return { ...none, ...(JSON.parse(text) as Partial<SyncPosition>) };
  } catch {
    return none;
  }
}

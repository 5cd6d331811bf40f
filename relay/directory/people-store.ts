/** The directory's rows of people: contacts and their numbers. */
import type { Kysely, Transaction } from 'kysely';
import { breath } from '../search/breath.ts';
import type { Tables } from '../store/tables.ts';
import {
  type DirectoryPerson,
  type FieldNumber,
  NUMBER_FIELDS,
  type NumberField,
} from './person.ts';
import { createPasses, type Passes } from './passes.ts';
import { inChunks } from './store-chunks.ts';

export interface PeopleStore extends Passes {
  /** Every stored person, a chunk at a time. */
  load(each: (person: DirectoryPerson) => void): Promise<void>;
  /** Stores people as seen in this pass. */
  save(people: readonly DirectoryPerson[], pass: number): Promise<void>;
  /** Their organisation is called otherwise now. */
  rename(people: readonly DirectoryPerson[]): Promise<void>;
  remove(ids: readonly number[]): Promise<void>;
}

/** @param more names of further fields that hold numbers; what stands in others is not loaded */
export function createPeopleStore(db: Kysely<Tables>, more: readonly string[] = []): PeopleStore {
  const fields = new Set<NumberField>([...NUMBER_FIELDS, ...more]);
  async function removeIn(trx: Transaction<Tables>, ids: number[]): Promise<void> {
    await trx.deleteFrom('numbers').where('contact_id', 'in', ids).execute();
    await trx.deleteFrom('contacts').where('id', 'in', ids).execute();
  }

  return {
    async load(each) {
      /** One text for all people of an organisation. */
      const names = new Map<string, string>();
      const shared = (name: string) => {
        const known = names.get(name);
        if (known === undefined) names.set(name, name);
        return known ?? name;
      };
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
            organization: row.organization === null ? undefined : shared(row.organization),
            organizationId: row.organization_id ?? undefined,
            vip: row.vip === 1,
            updatedAt: Number(row.updated_at),
            ...numbersOf((byContact.get(row.id) ?? []).filter(({ field }) => fields.has(field))),
          });
        }
        after = last.id;
        await breath();
      }
    },
    save: (people, pass) =>
      inChunks(db, people, async (trx, chunk) => {
        await removeIn(
          trx,
          chunk.map(({ id }) => id),
        );
        const contacts = chunk.map((person) => ({
          id: person.id,
          name: person.name,
          organization: person.organization ?? null,
          organization_id: person.organizationId ?? null,
          vip: person.vip ? 1 : 0,
          active: 1,
          updated_at: String(person.updatedAt),
          pass,
        }));
        await trx.insertInto('contacts').values(contacts).execute();
        const numbers = chunk.flatMap((person) => [
          ...person.numbers.map((number) => rowOf(person.id, number, 0)),
          ...(person.partial ?? []).map((number) => rowOf(person.id, number, 1)),
        ]);
        if (numbers.length > 0) await trx.insertInto('numbers').values(numbers).execute();
      }),
    ...createPasses(db, 'contacts'),
    rename: (people) =>
      inChunks(db, people, async (trx, chunk) => {
        for (const { id, organization = null } of chunk) {
          await trx.updateTable('contacts').set({ organization }).where('id', '=', id).execute();
        }
      }),
    remove: (ids) => inChunks(db, ids, removeIn),
  };
}

function rowOf(id: number, { digits, field }: FieldNumber, partial: number) {
  return { digits, contact_id: id, field, partial };
}

function numbersOf(rows: readonly (FieldNumber & { partial: number })[]) {
  const those = (partial: number): FieldNumber[] =>
    rows.filter((row) => row.partial === partial).map(({ digits, field }) => ({ digits, field }));
  const partial = those(1);
  return { numbers: those(0), ...(partial.length > 0 && { partial }) };
}

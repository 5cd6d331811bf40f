/** The directory's rows of organisations: every name, and the numbers of those that have some. */
import type { Kysely, Transaction } from 'kysely';
import { breath } from '../search/breath.ts';
import type { Tables } from '../store/tables.ts';
import type { DirectoryOrganization } from './organizations.ts';
import { createPasses, type Passes } from './passes.ts';
import { inChunks } from './store-chunks.ts';

export interface OrganizationsStore extends Passes {
  load(each: (organization: DirectoryOrganization) => void): Promise<void>;
  /** Stores organisations as seen in this pass. */
  save(organizations: readonly DirectoryOrganization[], pass: number): Promise<void>;
  remove(ids: readonly number[]): Promise<void>;
}

/** @param fields names of fields that hold numbers; what stands in others is not loaded */
export function createOrganizationsStore(
  db: Kysely<Tables>,
  fields: readonly string[],
): OrganizationsStore {
  async function removeIn(trx: Transaction<Tables>, ids: number[]): Promise<void> {
    await trx.deleteFrom('organization_numbers').where('organization_id', 'in', ids).execute();
    await trx.deleteFrom('organizations').where('id', 'in', ids).execute();
  }

  return {
    async load(each) {
      let after = -1;
      for (;;) {
        const rows = await db
          .selectFrom('organizations')
          .selectAll()
          .where('id', '>', after)
          .orderBy('id')
          .limit(1000)
          .execute();
        const last = rows.at(-1);
        if (!last) return;
        const numbers = await db
          .selectFrom('organization_numbers')
          .selectAll()
          .where('organization_id', '>', after)
          .where('organization_id', '<=', last.id)
          .execute();
        const known = numbers.filter(({ field }) => fields.includes(field));
        const byId = new Map<number, DirectoryOrganization['numbers']>();
        for (const { organization_id: id, digits, field } of known) {
          byId.set(id, [...(byId.get(id) ?? []), { digits, field }]);
        }
        for (const { id, name, updated_at: updatedAt } of rows) {
          each({ id, name, updatedAt, numbers: byId.get(id) ?? [] });
        }
        after = last.id;
        await breath();
      }
    },
    save: (organizations, pass) =>
      inChunks(db, organizations, async (trx, chunk) => {
        await removeIn(
          trx,
          chunk.map(({ id }) => id),
        );
        const rows = chunk.map(({ id, name, updatedAt }) => ({
          id,
          name,
          updated_at: updatedAt,
          pass,
        }));
        await trx.insertInto('organizations').values(rows).execute();
        const numbers = chunk.flatMap(({ id, numbers }) =>
          numbers.map(({ digits, field }) => ({ digits, organization_id: id, field })),
        );
        if (numbers.length > 0) {
          await trx.insertInto('organization_numbers').values(numbers).execute();
        }
      }),
    ...createPasses(db, 'organizations'),
    remove: (ids) => inChunks(db, ids, removeIn),
  };
}

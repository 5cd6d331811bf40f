import type { KyselyPlugin } from 'kysely';
import { expect, it } from 'vitest';
import { temporaryFile } from '../hub/testing/bench.ts';
import { openDatabase, type OpenDatabase } from '../store/database.ts';
import { customer, startSyncBench, type SyncBench } from './testing/sync-bench.ts';

/** A database whose power is cut in front of a statement: that one and all behind it fail. */
async function openDying(file: string, after: number): Promise<OpenDatabase & { dead(): boolean }> {
  const database = await openDatabase(`sqlite:${file}`);
  let left = after;
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      left -= 1;
      if (left < 0) throw new Error('killed');
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  return { ...database, db: database.db.withPlugin(plugin), dead: () => left < 0 };
}

function populate({ zammad }: SyncBench): void {
  zammad.putOrganization({ id: 1, name: 'Nord GmbH' });
  zammad.putOrganization({ id: 2, name: 'West AG' });
  for (let id = 1; id <= 12; id++) {
    zammad.put(customer(id, { organization_id: (id % 3) + 1, mobile: `0171 ${7_000_000 + id}` }));
  }
}
function upset({ zammad }: SyncBench): void {
  zammad.putOrganization({ id: 1, name: 'Nord & Söhne' });
  zammad.put(customer(3, { active: false }));
  for (const id of [4, 5, 13])
    zammad.put(customer(id, { phone: `030 8880${100 + id}`, mobile: `0171 ${7_000_000 + id}` }));
}
const rows = async ({ db }: OpenDatabase) => ({
  contacts: await db.selectFrom('contacts').select('id').orderBy('id').execute(),
  numbers: await db.selectFrom('numbers').select(['contact_id', 'digits']).execute(),
});

it('DS6: killed in front of a statement of the sync, nobody is lost or doubled', async () => {
  let deaths = 0;
  for (let after = 0; after < 400; after += 3) {
    const { file, remove } = await temporaryFile();
    await (await openDatabase(`sqlite:${file}`)).close();
    const database = await openDying(file, after + 6);
    const timing = { perPage: 5, restMs: 30_000 };
    const first = await startSyncBench({ file, database, timing, tickMs: 1_000 });
    populate(first);
    await first.until(() => first.sync.progress().completedAt > 0 || database.dead());
    upset(first);
    await first.until(() => first.index.get(13) !== undefined || database.dead());
    if (database.dead()) deaths += 1;

    const second = await first.restart();
    const { contacts, numbers } = await rows(second.database);
    // Whoever is there is there with both numbers.
    for (const { id } of contacts) {
      expect(
        numbers.filter((row) => row.contact_id === id),
        `after ${after}`,
      ).toHaveLength(2);
    }
    await second.until(() => same(second), 600_000);
    await second.wholePass();
    expect(second.zammad.requests.every(({ method }) => method === 'GET')).toBe(true);
    const third = await second.restart();
    expect(third.index.size).toBe(12);
    const stored = await rows(third.database);
    expect(stored.contacts).toHaveLength(12);
    expect(stored.numbers).toHaveLength(24);
    await third.close();
    await remove();
    if (!database.dead()) break;
  }
  expect(deaths).toBeGreaterThan(12);
}, 120_000);

function same({ zammad, index }: SyncBench): boolean {
  const living = [...zammad.people.values()].filter(({ active = true }) => active);
  return (
    index.size === living.length &&
    living.every(({ id, phone, organization_id }) => {
      const person = index.get(id);
      const organization = zammad.organizations.get(organization_id ?? 0)?.name;
      const digits = `49${(phone ?? '').replace(/\D/g, '').slice(1)}`;
      return (
        person?.organization === organization &&
        person?.numbers.some((number) => number.digits === digits)
      );
    })
  );
}

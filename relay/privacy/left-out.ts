/** Numbers of people and organisations that were erased: left out until Zammad changes the record. Rule PV7. */
import type { Database } from '../store/database.ts';
import type { NumberHash } from './number-hash.ts';

export type LeftOutKind = 'person' | 'organization';

interface Numbered {
  id: number;
  /** Zammad's clock, epoch ms. */
  updatedAt: number;
  numbers: readonly { digits: string }[];
  partial?: readonly { digits: string }[] | undefined;
}

export interface LeftOut {
  /** Which of its numbers (digits) to leave out; undefined: none. What Zammad changed since is back. */
  of(kind: LeftOutKind, record: Numbered): Promise<ReadonlySet<string> | undefined>;
  add(kind: LeftOutKind, records: readonly Numbered[], digits: string): Promise<void>;
  /** Records that a number is left out of. */
  count(digits: string): Promise<{ count: number; firstAt?: number; lastAt?: number }>;
  /** This person must not be known (or may be again); only the id is kept. */
  exclude(id: number, excluded: boolean): void;
  isExcluded(id: number): boolean;
  load(): Promise<void>;
  settled(): Promise<void>;
}

interface Entry {
  hash: string;
  updatedAt: number;
}

const CHUNK = 100;
const EXCLUDED = 'excluded';

export function createLeftOut(deps: {
  db: Database;
  hash: NumberHash;
  now: () => number;
}): LeftOut {
  const { db, hash } = deps;
  const known = new Map<string, Entry[]>();
  const excludedIds = new Set<number>();
  let writing: Promise<unknown> = Promise.resolve();
  let loading: Promise<void> | undefined;
  const keyOf = (kind: LeftOutKind, id: number) => `${kind} ${id}`;

  async function load(): Promise<void> {
    const rows = await db.selectFrom('left_out').selectAll().execute();
    for (const row of rows) {
      if (row.kind === EXCLUDED) {
        excludedIds.add(row.record_id);
        continue;
      }
      put(row.kind as LeftOutKind, row.record_id, {
        hash: row.number_hash,
        updatedAt: row.updated_at,
      });
    }
  }
  function put(kind: LeftOutKind, id: number, entry: Entry): void {
    const key = keyOf(kind, id);
    const others = (known.get(key) ?? []).filter((one) => one.hash !== entry.hash);
    known.set(key, [...others, entry]);
  }
  const loaded = () => (loading ??= load());

  async function writeExcluded(id: number, excluded: boolean): Promise<void> {
    const gone = db.deleteFrom('left_out').where('kind', '=', EXCLUDED).where('record_id', '=', id);
    if (!excluded) return void (await gone.execute());
    await db
      .insertInto('left_out')
      .values({ kind: EXCLUDED, record_id: id, number_hash: '', updated_at: 0, at: deps.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  return {
    load: loaded,
    settled: async () => void (await writing),
    isExcluded: (id) => excludedIds.has(id),
    exclude(id, excluded) {
      if (excludedIds.has(id) === excluded) return;
      if (excluded) excludedIds.add(id);
      else excludedIds.delete(id);
      // Found out again by the next sync, should it not be written.
      writing = writing.then(() => writeExcluded(id, excluded)).catch(() => {});
    },
    async of(kind, record) {
      await loaded();
      const key = keyOf(kind, record.id);
      const entries = known.get(key);
      if (!entries) return undefined;
      const standing = entries.filter(({ updatedAt }) => record.updatedAt <= updatedAt);
      if (standing.length < entries.length) {
        if (standing.length === 0) known.delete(key);
        else known.set(key, standing);
        await db
          .deleteFrom('left_out')
          .where('kind', '=', kind)
          .where('record_id', '=', record.id)
          .where('updated_at', '<', record.updatedAt)
          .execute();
      }
      if (standing.length === 0) return undefined;
      const hashes = new Set(standing.map((one) => one.hash));
      const gone = new Set<string>();
      for (const { digits } of [...record.numbers, ...(record.partial ?? [])]) {
        if (hashes.has(await hash(digits))) gone.add(digits);
      }
      return gone.size > 0 ? gone : undefined;
    },
    async add(kind, records, digits) {
      await loaded();
      const code = await hash(digits);
      for (let from = 0; from < records.length; from += CHUNK) {
        const chunk = records.slice(from, from + CHUNK);
        const rows = chunk.map(({ id, updatedAt }) => ({
          kind,
          record_id: id,
          number_hash: code,
          updated_at: updatedAt,
          at: deps.now(),
        }));
        await db
          .insertInto('left_out')
          .values(rows)
          .onConflict((conflict) =>
            conflict.columns(['kind', 'record_id', 'number_hash']).doUpdateSet((update) => ({
              updated_at: update.ref('excluded.updated_at'),
              at: update.ref('excluded.at'),
            })),
          )
          .execute();
        for (const { id, updatedAt } of chunk) put(kind, id, { hash: code, updatedAt });
      }
    },
    async count(digits) {
      const row = await db
        .selectFrom('left_out')
        .select((is) => [
          is.fn.countAll<number>().as('count'),
          is.fn.min('at').as('firstAt'),
          is.fn.max('at').as('lastAt'),
        ])
        .where('number_hash', '=', await hash(digits))
        .executeTakeFirstOrThrow();
      const { count, firstAt, lastAt } = row;
      if (count === 0) return { count };
      return { count, firstAt: Number(firstAt), lastAt: Number(lastAt) };
    },
  };
}

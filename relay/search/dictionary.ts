/** Short ids for texts that many calls have in common. Ids are never used twice. */
import type { Kysely } from 'kysely';
import type { Tables } from '../store/tables.ts';

type Table = 'search_frames' | 'search_parties';
type Db = Pick<Kysely<Tables>, 'selectFrom' | 'insertInto'>;

/** The id of what found no room: it may be anything, and is looked at in any case. */
export const NO_ROOM = 0;
/** Rows of one statement. */
const AT_ONCE = 1_000;

export interface Dictionary {
  /** Highest id. */
  readonly size: number;
  /** Some texts found no room. */
  readonly full: boolean;
  /** The id of a text, a new one if need be; `NO_ROOM` when there are too many. */
  idOf(value: string): number;
  valueOf(id: number): string | undefined;
  load(): Promise<void>;
  /** Puts other texts for those that `change` changes; the ids stay. */
  rewrite(change: (value: string, id: number) => string): Promise<void>;
  /** Writes new ids; call in the transaction that uses them. The answer says that it is committed. */
  save(db: Db): Promise<() => void>;
}

/** @param room ids that may be given */
export function createDictionary(db: Kysely<Tables>, table: Table, room: number): Dictionary {
  const ids = new Map<string, number>();
  const values: (string | undefined)[] = [undefined];
  let saved = 0;

  function put(id: number, value: string): void {
    ids.set(value, id);
    values[id] = value;
  }

  return {
    get size() {
      return values.length - 1;
    },
    get full() {
      return values.length > room;
    },
    idOf(value) {
      const known = ids.get(value);
      if (known !== undefined) return known;
      if (values.length > room) return NO_ROOM;
      put(values.length, value);
      return values.length - 1;
    },
    valueOf: (id) => values[id],
    async load() {
      const rows = await db.selectFrom(table).select(['id', 'value']).orderBy('id').execute();
      for (const { id, value } of rows) put(id, value);
      saved = values.length - 1;
    },
    async rewrite(change) {
      for (const [id, value] of values.entries()) {
        const next = value === undefined ? value : change(value, id);
        if (value === undefined || next === undefined || next === value) continue;
        ids.delete(value);
        put(id, next);
        await db.updateTable(table).set({ value: next }).where('id', '=', id).execute();
      }
    },
    async save(trx) {
      const upTo = values.length - 1;
      const rows: { id: number; value: string }[] = [];
      for (let id = saved + 1; id <= upTo; id += 1) {
        const value = values[id];
        if (value !== undefined) rows.push({ id, value });
      }
      for (let from = 0; from < rows.length; from += AT_ONCE) {
        await trx
          .insertInto(table)
          .values(rows.slice(from, from + AT_ONCE))
          .execute();
      }
      return () => {
        saved = Math.max(saved, upTo);
      };
    },
  };
}

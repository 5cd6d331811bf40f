/** Row types of `relay/privacy`; a part of `tables.ts`. */
import type { Generated } from 'kysely';

/** Privacy: erasures that were asked for (`relay/privacy/erase.ts`). `digits`: null once done. `counts`: JSON. */
export interface ErasuresTable {
  id: Generated<number>;
  digits: string | null;
  actor: string;
  asked_at: number;
  /** A process works on it. */
  taken_at: number | null;
  done_at: number | null;
  counts: string | null;
}

/** Privacy: numbers that the directory leaves out until Zammad changes the record. `kind`: person, organization. */
export interface LeftOutTable {
  kind: string;
  record_id: number;
  /** Keyed; the key is outside of the database. */
  number_hash: string;
  /** By Zammad's clock: how new the record was. */
  updated_at: number;
  at: number;
}

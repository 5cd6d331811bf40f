/** The audit log: every write into another system, and who looked at what, with how it was before. */
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { AuditTable, Tables } from './tables.ts';

export interface AuditEntry {
  /** Who did it: `agent:<login>`, `cli`, `bridge:<login>`, `sync:<name>`. */
  actor: string;
  /** `area.verb`, e.g. `person.change`, `number.lookup`, `number.erase`. */
  action: string;
  /** What it was done to: `user:17`, `organization:4`, `ticket:9`, `number:4930609854180`. */
  subject: string;
  /** Entries that belong together and can be undone together. */
  batch?: string | undefined;
  /** What changed, e.g. `{ field, before, after }`; never a secret. */
  detail: Record<string, unknown>;
}

export interface WrittenEntry extends AuditEntry {
  id: number;
  at: number;
}

export interface AuditFilter {
  subject?: string | undefined;
  batch?: string | undefined;
  action?: string | undefined;
  /** Only older entries than this one. */
  before?: number | undefined;
  /** 1–1000; default 100. */
  limit?: number | undefined;
}

export interface Audit {
  /** Stored when it resolves. @param trx to be stored together with something else */
  write(entries: readonly AuditEntry[], trx?: Transaction<Tables>): Promise<void>;
  /** Newest first. */
  list(filter?: AuditFilter): Promise<WrittenEntry[]>;
}

const CHUNK = 100;
const MAX_LIMIT = 1000;
const DEFAULT_LIMIT = 100;

export function createAudit(deps: { db: Kysely<Tables>; now: () => number }): Audit {
  return {
    async write(entries, trx) {
      const db = trx ?? deps.db;
      const at = deps.now();
      for (let from = 0; from < entries.length; from += CHUNK) {
        const rows = entries.slice(from, from + CHUNK).map((entry) => ({
          at,
          actor: entry.actor,
          action: entry.action,
          subject: entry.subject,
          batch: entry.batch ?? null,
          detail: JSON.stringify(entry.detail),
        }));
        await db.insertInto('audit').values(rows).execute();
      }
    },
    async list({ subject, batch, action, before, limit = DEFAULT_LIMIT } = {}) {
      let query = deps.db.selectFrom('audit').selectAll().orderBy('id', 'desc');
      if (subject !== undefined) query = query.where('subject', '=', subject);
      if (batch !== undefined) query = query.where('batch', '=', batch);
      if (action !== undefined) query = query.where('action', '=', action);
      if (before !== undefined) query = query.where('id', '<', before);
      const rows = await query.limit(Math.min(Math.max(1, limit), MAX_LIMIT)).execute();
      return rows.map(entryOf);
    },
  };
}

function entryOf({ detail, batch, ...row }: Selectable<AuditTable>): WrittenEntry {
  return {
    ...row,
    ...(batch === null ? {} : { batch }),
    detail: JSON.parse(detail) as Record<string, unknown>,
  };
}

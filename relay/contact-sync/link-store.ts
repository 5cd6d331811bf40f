/** Which contact of the telephone system belongs to whom, and what both sides had. */
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { ContactFields } from '../../lib/core/contact-merge.ts';
import { breath } from '../search/breath.ts';
import type { ContactLinksTable } from '../store/contact-sync-tables.ts';
import type { Tables } from '../store/tables.ts';

/**
 * - `linked`: both sides are known.
 * - `making`: about to be made at the telephone system, or made, and the answer was lost.
 * - `making-person`: the same in Zammad.
 * - `gone`: one side is gone; the other one stays, and nothing is made anew.
 */
export type LinkState = 'linked' | 'making' | 'making-person' | 'gone';

/** A value on its way to the other side: `before` stood there. */
export interface SentValue {
  value: string;
  before: string;
  to: 'ours' | 'theirs';
  /** How often it was sent and not kept. */
  tries: number;
}

export interface Link {
  /** 0 before it is stored. */
  id: number;
  personId?: number | undefined;
  remoteId?: string | undefined;
  state: LinkState;
  /** The contact at the telephone system was made by us. */
  made: boolean;
  /** What both sides were last seen to have alike. */
  base: ContactFields;
  sent: Readonly<Record<string, SentValue>>;
  /** Whole lists in a row that did not have the side. */
  oursMissing: number;
  theirsMissing: number;
  /** Last change of `state`, epoch ms. */
  at: number;
}

/** Rows in one transaction: an event of the telephone system must not wait. */
const CHUNK = 100;
const PAGE = 500;

export interface LinkStore {
  load(): Promise<Link[]>;
  /** Stores new links and changed ones; answers them with their ids. */
  save(links: readonly Link[], trx?: Transaction<Tables>): Promise<Link[]>;
  forget(links: readonly Link[]): Promise<void>;
}

export function createLinkStore(db: Kysely<Tables>, job: string): LinkStore {
  async function write(trx: Transaction<Tables>, link: Link): Promise<Link> {
    const { id, ...row } = rowOf(job, link);
    if (link.id !== 0) {
      await trx.updateTable('contact_links').set(row).where('id', '=', id).execute();
      return link;
    }
    const made = await trx
      .insertInto('contact_links')
      .values(row)
      .returning('id')
      .executeTakeFirstOrThrow();
    return { ...link, id: made.id };
  }
  async function chunk(trx: Transaction<Tables>, links: readonly Link[]): Promise<Link[]> {
    const saved: Link[] = [];
    for (const link of links) saved.push(await write(trx, link));
    return saved;
  }

  return {
    async load() {
      const all: Link[] = [];
      for (;;) {
        const rows = await db
          .selectFrom('contact_links')
          .selectAll()
          .where('job', '=', job)
          .where('id', '>', all.at(-1)?.id ?? 0)
          .orderBy('id')
          .limit(PAGE)
          .execute();
        all.push(...rows.map(linkOf));
        if (rows.length < PAGE) return all;
        await breath();
      }
    },
    async save(links, trx) {
      if (trx) return chunk(trx, links);
      const saved: Link[] = [];
      for (let from = 0; from < links.length; from += CHUNK) {
        const part = links.slice(from, from + CHUNK);
        saved.push(...(await db.transaction().execute((own) => chunk(own, part))));
      }
      return saved;
    },
    async forget(links) {
      for (let from = 0; from < links.length; from += CHUNK) {
        const ids = links.slice(from, from + CHUNK).map(({ id }) => id);
        await db.deleteFrom('contact_links').where('id', 'in', ids).execute();
      }
    },
  };
}

function rowOf(job: string, link: Link) {
  return {
    id: link.id,
    job,
    person_id: link.personId ?? null,
    remote_id: link.remoteId ?? null,
    state: link.state,
    made: link.made ? 1 : 0,
    base: JSON.stringify(link.base),
    sent: JSON.stringify(link.sent),
    ours_missing: link.oursMissing,
    theirs_missing: link.theirsMissing,
    at: link.at,
  };
}

function linkOf(row: Selectable<ContactLinksTable>): Link {
  return {
    id: row.id,
    personId: row.person_id ?? undefined,
    remoteId: row.remote_id ?? undefined,
    state: row.state as LinkState,
    made: row.made === 1,
    base: JSON.parse(row.base) as ContactFields,
    sent: JSON.parse(row.sent) as Link['sent'],
    oursMissing: row.ours_missing,
    theirsMissing: row.theirs_missing,
    at: row.at,
  };
}

/**
 * What a client knows of a contact when it changes one: the base of the merge. Kept are digests of
 * the fields, no names and no numbers. Rules BR10 and BR11 of `SPEC-bridge.md`.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { ContactFields, SameValue } from '../../lib/core/contact-merge.ts';
import { ensureMeta } from '../store/meta.ts';
import type { BridgeVersionsTable } from '../store/bridge-tables.ts';
import type { Tables } from '../store/tables.ts';
import { breath } from '../search/breath.ts';
import type { BridgePerson } from './bridge-person.ts';
import type { SameField } from './same-field.ts';

export interface Versions {
  /** The people as they are now; writes only what changed, a hundred at a time. */
  note(people: readonly BridgePerson[], at: number): Promise<void>;
  /** This client was told how this contact (none: everybody) was at that time. */
  told(client: string, at: number, contactId?: number): Promise<void>;
  /** What the client knows (`{}` when it was never told anything), and how to compare with it. */
  baseFor(client: string, contactId: number): Promise<{ base: ContactFields; same: SameValue }>;
  /** Forgets what nobody can need any more. */
  tidy(before: number): Promise<void>;
}

type Digests = Record<string, string>;

const CHUNK = 100;
/** Digests of so many take some milliseconds; then whatever waits goes first. */
const SLICE = 25;
const EVERYBODY = 0;
/** Cannot stand in a field of Zammad, so no value looks like a digest. */
const MARK = '\u0000';

export function createVersions(deps: { db: Kysely<Tables>; sameField: SameField }): Versions {
  const { db, sameField } = deps;

  /** Without it a stolen database would tell who guesses whose number it was. */
  const readSalt = () => ensureMeta(db, 'bridge.salt', () => randomBytes(16).toString('base64url'));

  function digest(salt: string, field: string, value: string): string {
    const plain = sameField.plain(field, value);
    if (plain === '') return '';
    const hash = createHash('sha256').update(JSON.stringify([salt, field, plain]));
    return MARK + hash.digest('base64url').slice(0, 11);
  }
  function digestsOf(salt: string, { fields }: BridgePerson): string {
    const entries = Object.entries(fields).map(([field, value]) => [
      field,
      digest(salt, field, value),
    ]);
    return JSON.stringify(Object.fromEntries(entries.filter(([, value]) => value !== '')));
  }

  async function noteChunk(people: readonly BridgePerson[], at: number): Promise<void> {
    const salt = await readSalt();
    const rows: BridgeVersionsTable[] = [];
    for (const [index, person] of people.entries()) {
      if (index % SLICE === 0) await breath();
      rows.push({ contact_id: person.id, seen_at: at, digests: digestsOf(salt, person) });
    }
    await db.transaction().execute(async (trx) => {
      const stored = await trx
        .selectFrom('bridge_versions')
        .select(['contact_id', 'digests'])
        .where(
          'contact_id',
          'in',
          rows.map((row) => row.contact_id),
        )
        .orderBy('seen_at')
        .execute();
      const newest = new Map(stored.map((row) => [row.contact_id, row.digests]));
      const changed = rows.filter((row) => newest.get(row.contact_id) !== row.digests);
      if (changed.length === 0) return;
      await trx
        .insertInto('bridge_versions')
        .values(changed)
        .onConflict((conflict) =>
          conflict
            .columns(['contact_id', 'seen_at'])
            .doUpdateSet((update) => ({ digests: update.ref('excluded.digests') })),
        )
        .execute();
    });
  }

  return {
    async note(people, at) {
      for (let from = 0; from < people.length; from += CHUNK) {
        await noteChunk(people.slice(from, from + CHUNK), at);
      }
    },
    async told(client, at, contactId = EVERYBODY) {
      await db
        .insertInto('bridge_seen')
        .values({ client, contact_id: contactId, seen_at: at })
        .onConflict((conflict) =>
          conflict.columns(['client', 'contact_id']).doUpdateSet({ seen_at: at }),
        )
        .execute();
    },
    async baseFor(client, contactId) {
      const { seen } = await db
        .selectFrom('bridge_seen')
        .select(({ fn }) => fn.max('seen_at').as('seen'))
        .where('client', '=', client)
        .where('contact_id', 'in', [EVERYBODY, contactId])
        .executeTakeFirstOrThrow();
      const salt = await readSalt();
      const same: SameValue = (field, a, b) => {
        if (a.startsWith(MARK)) return a === (b.startsWith(MARK) ? b : digest(salt, field, b));
        if (b.startsWith(MARK)) return digest(salt, field, a) === b;
        return sameField.same(field, a, b);
      };
      if (seen === null) return { base: {}, same };
      const versions = db
        .selectFrom('bridge_versions')
        .select('digests')
        .where('contact_id', '=', contactId);
      // An older base than the client's own is harmless, a newer one would undo changes it never
      // saw. Only who was first read for this very client has no version before it was told.
      const row =
        (await versions
          .where('seen_at', '<=', seen)
          .orderBy('seen_at', 'desc')
          .executeTakeFirst()) ?? (await versions.orderBy('seen_at').executeTakeFirst());
      return { base: row ? (JSON.parse(row.digests) as Digests) : {}, same };
    },
    async tidy(before) {
      await db.deleteFrom('bridge_seen').where('seen_at', '<', before).execute();
      // The newest version of a contact stays: it is the base of whoever asks next.
      await db
        .deleteFrom('bridge_versions')
        .where('seen_at', '<', before)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('bridge_versions as newer')
              .select('newer.seen_at')
              .whereRef('newer.contact_id', '=', 'bridge_versions.contact_id')
              .whereRef('newer.seen_at', '>', 'bridge_versions.seen_at')
              .where('newer.seen_at', '<', before),
          ),
        )
        .execute();
    },
  };
}

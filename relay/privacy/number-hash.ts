/**
 * A number as a code that only the holder of the relay's key can make again: what stays of a number
 * after it was erased. The key is sealed with the key outside of the database. Rule PV6.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import type { Database } from '../store/database.ts';
import { ensureMeta, writeMeta } from '../store/meta.ts';
import { createSecretBox } from '../store/secret-box.ts';

export type NumberHash = (digits: string) => Promise<string>;

const KEY = 'privacy.key';
const LENGTH = 24;

/** @param secretKey of the configuration; none: the key file beside the database */
export function createNumberHash(deps: {
  db: Database;
  secretKey?: string | undefined;
}): NumberHash {
  let key: Promise<string> | undefined;

  async function readKey(): Promise<string> {
    const { rows } = await sql<{ file: string }>`pragma database_list`.execute(deps.db);
    const file = rows[0]?.file ?? '';
    const box = createSecretBox(deps.secretKey, file === '' ? undefined : dirname(file));
    const make = () => box.seal(randomBytes(32).toString('base64url'));
    const sealed = await ensureMeta(deps.db, KEY, make);
    try {
      return box.open(sealed);
    } catch {
      // The key outside is another one: old codes can never be made again, new ones must be.
      const anew = make();
      await writeMeta(deps.db, KEY, anew);
      return box.open(anew);
    }
  }

  return async (digits) => {
    key ??= readKey();
    return createHmac('sha256', await key)
      .update(digits)
      .digest('base64url')
      .slice(0, LENGTH);
  };
}

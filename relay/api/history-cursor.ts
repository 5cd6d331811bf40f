/**
 * Places in the history, sealed: a place may be that of a call the agent must not know of, and
 * whether it is must not show.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Position } from '../search/catch-up.ts';
import { ensureMeta } from '../store/meta.ts';
import type { Database } from '../store/database.ts';

const KEY = 'history.key';
const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Every sealed text is at least so long, whatever the id. */
const PLAIN_LENGTH = 80;

export interface HistoryCursors {
  write(position: Position): Promise<string>;
  /** @returns undefined when it is none of ours */
  read(cursor: string): Promise<Position | undefined>;
}

export function createHistoryCursors(db: Database): HistoryCursors {
  let key: Promise<Buffer> | undefined;

  function keyOnce(): Promise<Buffer> {
    key ??= ensureMeta(db, KEY, () => randomBytes(32).toString('hex')).then((text) =>
      Buffer.from(text, 'hex'),
    );
    key.catch(() => (key = undefined));
    return key;
  }

  return {
    async write({ startedAt, id }) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, await keyOnce(), iv);
      const plain = JSON.stringify([startedAt, id]).padEnd(PLAIN_LENGTH);
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    async read(cursor) {
      try {
        const bytes = Buffer.from(cursor, 'base64url');
        const decipher = createDecipheriv(CIPHER, await keyOnce(), bytes.subarray(0, IV_BYTES));
        decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        const sealed = bytes.subarray(IV_BYTES + TAG_BYTES);
        const plain = Buffer.concat([decipher.update(sealed), decipher.final()]).toString();
        const [startedAt, id] = JSON.parse(plain) as [number, string];
        return { startedAt, id };
      } catch {
        return undefined;
      }
    },
  };
}

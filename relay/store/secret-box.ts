/**
 * Encrypts secrets that must be stored: AES-256-GCM, the key outside the database
 * (`OFFHOOK_SECRET_KEY`, else a file beside it that only its owner may read).
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseError } from './database.ts';

export interface SecretBox {
  seal(text: string): string;
  /** @throws when it was sealed with another key */
  open(sealed: string): string;
}

const KEY_FILE = 'offhook.key';
const VERSION = 'v1';

/** @param folder where the key file lies; undefined: a key that is gone with the process */
export function createSecretBox(
  secretKey: string | undefined,
  folder: string | undefined,
): SecretBox {
  const material = secretKey ?? (folder ? readKeyFile(join(folder, KEY_FILE)) : randomKey());
  const key = createHash('sha256').update(material).digest();
  return {
    seal(text) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [VERSION, iv, cipher.getAuthTag(), data]
        .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
        .join('.');
    },
    open(sealed) {
      const [version, iv, tag, data] = sealed.split('.');
      if (version !== VERSION || !iv || !tag || data === undefined) throw wrongKey();
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'));
      decipher.setAuthTag(Buffer.from(tag, 'base64url'));
      try {
        const text = decipher.update(Buffer.from(data, 'base64url'));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        throw wrongKey();
      }
    },
  };
}

function readKeyFile(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const key = randomKey();
  writeFileSync(path, `${key}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}

function randomKey(): string {
  return randomBytes(32).toString('base64url');
}

function wrongKey(): DatabaseError {
  return new DatabaseError(
    `A stored secret was encrypted with another key. Bring back OFFHOOK_SECRET_KEY or the file ${KEY_FILE} beside the database, or set OFFHOOK_CTI_TOKEN.`,
  );
}

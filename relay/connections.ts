/** The connections of this relay: which secret opens which, and the first one of a new installation. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ConnectionConfig, RelayConfig } from './config.ts';
import type { Database } from './store/database.ts';
import { readMeta, writeMeta } from './store/meta.ts';
import type { SecretBox } from './store/secret-box.ts';

const MAIN_SECRET = 'connection.main.secret';
const MAIN_SEEN = 'connection.main.seen';

/**
 * Gives an installation without any connection its first one, `main`. Its secret is made once and
 * kept encrypted in the database.
 * @returns the configuration with connections; `unseen`: nobody was told the made-up secret yet
 */
export async function ensureConnection(
  config: RelayConfig,
  db: Database,
  box: SecretBox,
): Promise<{ config: RelayConfig; unseen: boolean }> {
  if (config.connections.length > 0) return { config, unseen: false };
  const stored = await readMeta(db, MAIN_SECRET);
  const secret = stored === undefined ? randomBytes(24).toString('base64url') : box.open(stored);
  if (stored === undefined) await writeMeta(db, MAIN_SECRET, box.seal(secret));
  const main = { id: 'main', dialect: 'generic', secret, enabled: true, options: {} };
  const unseen = (await readMeta(db, MAIN_SEEN)) === undefined;
  return { config: { ...config, connections: [main] }, unseen };
}

/** The secret was printed; it is not printed again without being asked for. */
export async function markSeen(db: Database): Promise<void> {
  await writeMeta(db, MAIN_SEEN, '1');
}

/** The connection of a secret. Every secret is compared, each in constant time. */
export function createFindConnection(
  connections: readonly ConnectionConfig[],
): (secret: string) => ConnectionConfig | undefined {
  const known = connections.map((connection) => ({ connection, hash: sha256(connection.secret) }));
  return (secret) => {
    const hash = sha256(secret);
    let found: ConnectionConfig | undefined;
    for (const one of known) {
      if (timingSafeEqual(one.hash, hash)) found = one.connection;
    }
    return found;
  };
}

/** Where a telephone system must send its events. */
export function pushAddress(
  config: RelayConfig,
  connection: ConnectionConfig,
  url: string,
): string {
  return `${config.publicUrl ?? url}/api/v1/cti/${connection.secret}`;
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

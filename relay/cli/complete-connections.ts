/** The configuration with the connection that a new installation makes for itself. */
import type { RelayConfig } from '../config.ts';
import { ensureConnection } from '../connections.ts';
import { openDatabase } from '../store/database.ts';
import { createSecretBox } from '../store/secret-box.ts';

/** Opens the database only when no connection is configured: its secret lies there. */
export async function completeConnections(config: RelayConfig): Promise<RelayConfig> {
  if (config.connections.length > 0) return config;
  const database = await openDatabase(config.databaseUrl);
  try {
    const box = createSecretBox(config.secretKey, database.folder);
    return (await ensureConnection(config, database.db, box)).config;
  } finally {
    await database.close();
  }
}

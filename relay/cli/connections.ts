/** `offhook connections`: where telephone systems must send their events, secrets included. */
import { loadConfig } from '../config-load.ts';
import { ensureConnection, markSeen, pushAddress } from '../connections.ts';
import { openDatabase } from '../store/database.ts';
import { createSecretBox } from '../store/secret-box.ts';
import { explain } from './problems.ts';

export async function connections(env: NodeJS.ProcessEnv): Promise<number> {
  try {
    const loaded = loadConfig(env);
    const database = await openDatabase(loaded.databaseUrl);
    try {
      const box = createSecretBox(loaded.secretKey, database.folder);
      const { config, unseen } = await ensureConnection(loaded, database.db, box);
      if (unseen) await markSeen(database.db);
      const url = `http://${config.host}:${config.port}`;
      for (const connection of config.connections) {
        const state = connection.enabled ? '' : ' (switched off)';
        console.log(`${connection.id}${state}  ${pushAddress(config, connection, url)}`);
      }
    } finally {
      await database.close();
    }
    return 0;
  } catch (error) {
    explain(error);
    return 1;
  }
}

/** `offhook doctor`: looks at everything that can be wrong; each line says what to do. */
import { loadConfig } from '../config-load.ts';
import { ConfigError, type RelayConfig } from '../config.ts';
import { ensureConnection } from '../connections.ts';
import { DatabaseError, openDatabase } from '../store/database.ts';
import { writeMeta } from '../store/meta.ts';
import { createSecretBox } from '../store/secret-box.ts';
import {
  checkDisk,
  checkPublicUrl,
  checkRelay,
  checkSilence,
  checkWaiting,
} from './check-machine.ts';
import { checkZammad } from './check-zammad.ts';
import { type Finding, fail, ok } from './finding.ts';

/** @returns 0 when nothing failed (warnings allowed), else 1 */
export async function doctor(
  env: NodeJS.ProcessEnv,
  clock: () => number = Date.now,
): Promise<number> {
  const findings = await examine(env, clock);
  for (const { level, text, remedy } of findings) {
    console.log(`${level.padEnd(4)}  ${text}`);
    if (remedy) console.log(`      → ${remedy}`);
  }
  return findings.some(({ level }) => level === 'fail') ? 1 : 0;
}

async function examine(env: NodeJS.ProcessEnv, clock: () => number): Promise<Finding[]> {
  let config: RelayConfig;
  try {
    config = loadConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ path, message }) =>
      fail(`Configuration: ${path}`, `${path} ${message}.`),
    );
  }
  const [database, relay, address, zammad] = await Promise.all([
    examineDatabase(config, clock),
    checkRelay(config),
    checkPublicUrl(config),
    checkZammad(config.zammad, clock),
  ]);
  return [ok('Configuration: complete'), ...database, relay, address, ...zammad];
}

async function examineDatabase(config: RelayConfig, clock: () => number): Promise<Finding[]> {
  try {
    const database = await openDatabase(config.databaseUrl);
    try {
      const { db, folder } = database;
      await writeMeta(db, 'doctor.at', String(clock()));
      const box = createSecretBox(config.secretKey, folder);
      const { config: complete } = await ensureConnection(config, db, box);
      return [
        ok('Database: can be written'),
        ...(folder ? [await checkDisk(folder)] : []),
        ...(await checkSilence(complete, db, clock())),
        ...(config.zammad.forward ? [await checkWaiting(db, clock())] : []),
      ];
    } finally {
      await database.close();
    }
  } catch (error) {
    if (error instanceof DatabaseError) return [fail('Database: not usable', error.message)];
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return [
      fail(
        `Database: cannot be written${code}`,
        'Check the owner of its folder and the free space.',
      ),
    ];
  }
}

/** `offhook doctor`: looks at everything that can be wrong; each line says what to do. */
import { loadConfig } from '../config-load.ts';
import { ConfigError, type RelayConfig } from '../config.ts';
import { ensureConnection } from '../connections.ts';
import { createMask } from '../journal/mask.ts';
import { DatabaseError, openDatabase } from '../store/database.ts';
import { writeMeta } from '../store/meta.ts';
import { createSecretBox } from '../store/secret-box.ts';
import { checkZammadRules } from '../policy/check-zammad-rules.ts';
import { readArguments } from './arguments.ts';
import { checkForwards } from './check-forwards.ts';
import { checkDisk, checkPublicUrl, checkRelay } from './check-machine.ts';
import { checkRefusals, checkTelephones } from './check-telephones.ts';
import { checkZammad } from './check-zammad.ts';
import { type Finding, fail, ok } from './finding.ts';
import { readLinkStates } from './link-states.ts';
import { printable } from './printable.ts';
import { runCommand } from './problems.ts';

const HELP = `offhook doctor

Looks at configuration, database, telephone systems, Zammad, forwarding, clock and disk; each line
says what to do. Exit code 1 when something failed.`;

/** @returns 0 when nothing failed (warnings allowed), else 1 */
export function doctor(env: NodeJS.ProcessEnv, args: string[] = []): Promise<number> {
  return runCommand('doctor', async () => {
    const { values } = readArguments(args, { help: { type: 'boolean', short: 'h' } });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    const findings = await examine(env, Date.now);
    for (const { level, text, remedy } of findings) {
      console.log(`${level.padEnd(4)}  ${printable(text)}`);
      if (remedy) console.log(`      → ${remedy}`);
    }
    return findings.some(({ level }) => level === 'fail') ? 1 : 0;
  });
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
  const [database, relay, address, zammad, rules] = await Promise.all([
    examineDatabase(config, clock),
    checkRelay(config),
    checkPublicUrl(config),
    checkZammad(config.zammad, clock),
    checkZammadRules(config.zammad),
  ]);
  return [ok('Configuration: complete'), ...database, relay, address, ...zammad, ...rules];
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
        ...(await checkTelephones(complete, db, await readLinkStates(config), clock())),
        ...(await checkRefusals(db, clock())),
        ...(config.zammad.forward ? await checkForwards(db, createMask(complete), clock()) : []),
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

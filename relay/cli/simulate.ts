/** `offhook simulate <scenario>`: plays a call against a running relay, without a telephone. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadConfig } from '../config-load.ts';
import { ensureConnection } from '../connections.ts';
import { openDatabase } from '../store/database.ts';
import { createSecretBox } from '../store/secret-box.ts';
import { explain } from './problems.ts';
import { SCENARIOS, type Scenario, type Step } from './scenarios.ts';

const HELP = `offhook simulate <scenario> [--url http://127.0.0.1:4870] [--token SECRET] [--speed 1]
                             [--from NUMBER] [--to NUMBER] [--user NAME]…

  --speed 4   four times as fast; 0 without pauses
  --user      who is called (may be given more than once)`;

export async function simulate(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const options = readOptions(args);
  if (!options) return 2;
  const { scenario } = options;
  if (!scenario) {
    console.log(`${HELP}\n\nScenarios:`);
    for (const { name, about } of SCENARIOS) console.log(`  ${name.padEnd(12)} ${about}`);
    return 0;
  }
  const target = await findTarget(options, env);
  if (!target) return 1;
  const id = `sim-${randomUUID()}`;
  for (const one of scenario.steps(id)) {
    if (options.speed > 0) await pause(one.afterMs / options.speed);
    if (!(await post(target, adapt(one, options)))) return 1;
  }
  return 0;
}

interface Options {
  scenario: Scenario | undefined;
  url: string | undefined;
  token: string | undefined;
  speed: number;
  from: string | undefined;
  to: string | undefined;
  user: string[] | undefined;
}

function readOptions(args: string[]): Options | undefined {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        token: { type: 'string' },
        speed: { type: 'string', default: '1' },
        from: { type: 'string' },
        to: { type: 'string' },
        user: { type: 'string', multiple: true },
      },
    });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    return undefined;
  }
  const { values, positionals } = parsed;
  const speed = Number(values.speed);
  if (!(speed >= 0)) {
    console.error('--speed must be a number, 1 is normal.');
    return undefined;
  }
  const name = positionals[0];
  const scenario = SCENARIOS.find((one) => one.name === name);
  if (name !== undefined && !scenario) {
    const names = SCENARIOS.map((one) => one.name).join(', ');
    console.error(`There is no scenario "${name}". Known are: ${names}.`);
    return undefined;
  }
  const { url, token, from, to, user } = values;
  return { scenario, url, token, speed, from, to, user };
}

/** Address and secret: as told, else those of the relay configured here. */
async function findTarget(
  options: Options,
  env: NodeJS.ProcessEnv,
): Promise<{ url: string; token: string } | undefined> {
  if (options.url !== undefined && options.token !== undefined) {
    return { url: options.url, token: options.token };
  }
  try {
    const loaded = loadConfig(env);
    const url = options.url ?? `http://${loaded.host}:${loaded.port}`;
    if (options.token !== undefined) return { url, token: options.token };
    const usable = (list: typeof loaded.connections) =>
      list.find(({ dialect, enabled }) => dialect === 'generic' && enabled);
    if (loaded.connections.length > 0) {
      const found = usable(loaded.connections);
      if (found) return { url, token: found.secret };
      console.error('No generic connection is switched on; give the secret with --token.');
      return undefined;
    }
    const database = await openDatabase(loaded.databaseUrl);
    try {
      const box = createSecretBox(loaded.secretKey, database.folder);
      const { config } = await ensureConnection(loaded, database.db, box);
      const found = usable(config.connections);
      return found && { url, token: found.secret };
    } finally {
      await database.close();
    }
  } catch (error) {
    explain(error);
    return undefined;
  }
}

function adapt(step: Step, { from, to, user }: Options): [string, string][] {
  const replaced = step.fields
    .filter(([key]) => !(user && key === 'user[]'))
    .map(([key, text]): [string, string] => {
      if (key === 'from' && from !== undefined) return [key, from];
      if (key === 'to' && to !== undefined) return [key, to];
      if (key === 'user' && text !== 'voicemail' && user?.[0]) return [key, user[0]];
      return [key, text];
    });
  const rings = step.fields.some(([key]) => key === 'user[]');
  return user && rings
    ? [...replaced, ...user.map((name): [string, string] => ['user[]', name])]
    : replaced;
}

async function post(
  { url, token }: { url: string; token: string },
  fields: [string, string][],
): Promise<boolean> {
  const event = fields.find(([key]) => key === 'event')?.[1] ?? '';
  const address = `${url.replace(/\/+$/, '')}/api/v1/cti/${encodeURIComponent(token)}`;
  try {
    const response = await fetch(address, { method: 'POST', body: new URLSearchParams(fields) });
    console.log(`${event.padEnd(8)} ${response.status} ${(await response.text()).slice(0, 200)}`);
    if (response.status === 401) console.error('The relay does not know this secret (--token).');
    return response.ok;
  } catch {
    console.error(`No relay answers at ${url}. Start it with "offhook serve", or give --url.`);
    return false;
  }
}

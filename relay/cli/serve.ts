/** `offhook serve`: the relay as a process. */
import { createAgentSide } from '../agent-side.ts';
import { loadConfig } from '../config-load.ts';
import { pushAddress } from '../connections.ts';
import { type Relay, startRelay } from '../start-relay.ts';
import { createLog } from '../telemetry/log.ts';
import { readArguments } from './arguments.ts';
import { explain, runCommand } from './problems.ts';

const HELP = `offhook serve

Runs the relay until SIGTERM or Ctrl-C. Settings come from OFFHOOK_… variables and OFFHOOK_CONFIG.`;

export function serve(env: NodeJS.ProcessEnv, args: string[] = []): Promise<number> {
  return runCommand('serve', async () => {
    const { values } = readArguments(args, { help: { type: 'boolean', short: 'h' } });
    if (!values.help) return run(env);
    console.log(HELP);
    return 0;
  });
}

/** Runs until SIGTERM or SIGINT. */
async function run(env: NodeJS.ProcessEnv): Promise<number> {
  let relay: Relay;
  const config = (() => {
    try {
      return loadConfig(env);
    } catch (error) {
      explain(error);
      return undefined;
    }
  })();
  if (!config) return 1;
  const log = createLog(config.logLevel);
  const asked = signalled();
  try {
    relay = await startRelay({ config, log, createAgentSide });
  } catch (error) {
    explain(error);
    return 1;
  }
  const main = relay.config.connections[0];
  if (relay.firstSecret && main) {
    console.log('First start. Let the telephone system send its events to this address;');
    console.log('it holds the secret of the connection, "offhook connections" prints it again:');
    console.log(`  ${pushAddress(relay.config, main, relay.url)}`);
  }
  console.log(`offhook ready ${relay.url}`);
  const signal = await asked;
  log.info({ signal }, 'shutting down');
  await relay.close();
  return 0;
}

/** The first request to stop. A second one does not wait. */
function signalled(): Promise<string> {
  return new Promise((resolve) => {
    let before = false;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (before) process.exit(1);
        before = true;
        resolve(signal);
      });
    }
  });
}

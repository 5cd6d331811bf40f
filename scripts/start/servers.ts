/** Starts the sandbox (when no real Zammad is named) and the relay, and tells where they are. */
import { isFree } from '../setup/ports.ts';
import { type Service, startService } from '../setup/service.ts';

export interface StartedServers {
  relayUrl: string;
  /** Absent when a real Zammad is used. */
  sandboxUrl?: string;
  /** Secret of the connection `main`; unknown when the environment or a database says it. */
  secret?: string;
  /** Resolves with the exit code of the first server that ends. */
  ended: Promise<number>;
  stop(): Promise<void>;
}

export async function startServers(): Promise<StartedServers> {
  const env = process.env;
  const relayPort = Number(env['OFFHOOK_PORT'] ?? 4870);
  const sandboxPort = Number(env['OFFHOOK_SANDBOX_PORT'] ?? 4871);
  const sandboxWanted = !env['OFFHOOK_ZAMMAD_URL'];
  await demandFree(relayPort, 'OFFHOOK_PORT');
  if (sandboxWanted) await demandFree(sandboxPort, 'OFFHOOK_SANDBOX_PORT');

  const services: Service[] = [];
  const stop = async () => {
    await Promise.all(services.toReversed().map((service) => service.stop()));
  };
  try {
    const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
    if (sandboxWanted) {
      services.push(
        await startService({
          name: 'sandbox',
          args: ['sandbox/main.ts'],
          env: { OFFHOOK_SANDBOX_PORT: String(sandboxPort) },
          ready: /127\.0\.0\.1:\d+/,
        }),
      );
    }
    const relay = await startService({
      name: 'relay',
      args: ['relay/offhook.mjs', 'serve'],
      env: {
        OFFHOOK_LOG_LEVEL: env['OFFHOOK_LOG_LEVEL'] ?? 'warn',
        ...(sandboxWanted ? demoSettings(sandboxUrl) : {}),
      },
      ready: /offhook ready http/,
      onLine: (line) => process.stdout.write(`${line}\n`),
    });
    services.push(relay);
    const secret = sandboxWanted ? demoSettings(sandboxUrl)['OFFHOOK_CTI_TOKEN'] : undefined;
    return {
      relayUrl: /offhook ready (http\S+)/.exec(relay.log())?.[1] ?? `http://127.0.0.1:${relayPort}`,
      ...(sandboxWanted ? { sandboxUrl } : {}),
      ...(secret === undefined ? {} : { secret }),
      ended: Promise.race(services.map((service) => service.ended)),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What makes the relay belong to the sandbox. */
function demoSettings(sandboxUrl: string): Record<string, string> {
  return {
    OFFHOOK_ZAMMAD_URL: sandboxUrl,
    OFFHOOK_ZAMMAD_TOKEN: 'sandbox-admin',
    OFFHOOK_ZAMMAD_CTI_URL: `${sandboxUrl}/api/v1/cti/sandbox-cti`,
    OFFHOOK_CTI_TOKEN: process.env['OFFHOOK_CTI_TOKEN'] ?? 'demo',
    OFFHOOK_CONFIG: process.env['OFFHOOK_CONFIG'] ?? 'sandbox/demo-config.json',
  };
}

async function demandFree(port: number, variable: string): Promise<void> {
  if (await isFree(port)) return;
  throw new Error(
    `port ${port} is in use: end what listens there, or choose another one with ${variable}`,
  );
}

/** The relay as a real process with a database of its own, which may be killed and come back. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../scripts/setup/ports.ts';
import { type Service, startService } from '../../../scripts/setup/service.ts';

export interface RelayOptions {
  zammadUrl: string;
  serviceToken?: string;
  ctiUrl?: string;
  /** More of the relay's environment. */
  env?: Record<string, string>;
  /** Its configuration file. */
  config?: object;
}

export interface RelayProcess {
  readonly url: string;
  /** Process id of its present life; 0 while it is down. */
  pid(): number;
  /** Printed by all its lives so far. */
  log(): string;
  /** kill -9: no goodbye, nothing flushed. */
  kill9(): Promise<void>;
  /** Ends it politely. */
  end(): Promise<void>;
  /** Starts it again with the same database and port; `env` replaces single variables from now on. */
  start(env?: Record<string, string>): Promise<void>;
  /** What its configuration file says at the next start. */
  configure(config: object): void;
  /** For good, with its database. */
  remove(): Promise<void>;
}

export const RELAY_SECRET = 'e2e-secret';

export async function startRelay(options: RelayOptions): Promise<RelayProcess> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'offhook-relay-'));
  const file = join(folder, 'relay.json');
  const configure = (config: object) =>
    writeFileSync(file, JSON.stringify({ version: 1, ...config }));
  configure(options.config ?? {});
  const base: Record<string, string> = {
    OFFHOOK_CONFIG: file,
    OFFHOOK_HOST: '127.0.0.1',
    OFFHOOK_PORT: String(port),
    OFFHOOK_DATABASE_URL: `sqlite:${join(folder, 'offhook.db')}`,
    OFFHOOK_ZAMMAD_URL: options.zammadUrl,
    OFFHOOK_CTI_TOKEN: RELAY_SECRET,
    OFFHOOK_LOG_LEVEL: 'debug',
    ...(options.serviceToken ? { OFFHOOK_ZAMMAD_TOKEN: options.serviceToken } : {}),
    ...(options.ctiUrl ? { OFFHOOK_ZAMMAD_CTI_URL: options.ctiUrl } : {}),
    ...options.env,
  };
  let service: Service | undefined;
  let earlier = '';
  const end = async (signal: NodeJS.Signals) => {
    await service?.stop(signal);
    earlier += service?.log() ?? '';
    service = undefined;
  };
  const relay: RelayProcess = {
    url: `http://127.0.0.1:${port}`,
    pid: () => service?.pid ?? 0,
    log: () => earlier + (service?.log() ?? ''),
    configure,
    kill9: () => end('SIGKILL'),
    end: () => end('SIGTERM'),
    start: async (env) => {
      Object.assign(base, env);
      service = await startService({
        name: 'relay',
        args: ['relay/offhook.mjs', 'serve'],
        env: base,
        ready: /offhook ready http/,
      });
    },
    remove: async () => {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  await relay.start();
  return relay;
}

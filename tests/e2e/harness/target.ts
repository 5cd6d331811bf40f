/**
 * The Zammad that a run is about: the sandbox, or any real one named by the environment.
 *
 *   OFFHOOK_E2E_ZAMMAD_URL        address; without it the sandbox is started
 *   OFFHOOK_E2E_UI                legacy (default) | desktop
 *   OFFHOOK_E2E_TOKEN_AGENT1/2    access tokens (ticket.agent + cti.agent) of two agents
 *   OFFHOOK_E2E_LOGIN, _PASSWORD  web login of the first agent; _LOGIN2, _PASSWORD2 of the second
 *   OFFHOOK_E2E_SERVICE_TOKEN     token for the relay's directory (5.x finds nobody by number without)
 *   OFFHOOK_E2E_CTI_URL           Zammad's own CTI endpoint, when the relay shall feed it
 *
 * Use agents made for tests: a run closes their open tasks and the tickets of earlier runs.
 */
import { freePort } from '../../../scripts/setup/ports.ts';
import { type Service, startService } from '../../../scripts/setup/service.ts';

export type Ui = 'legacy' | 'desktop';

export interface TestAgent {
  token: string;
  login: string;
  /** Web login; the sandbox needs none. */
  password?: string;
}

export interface ZammadTarget {
  /** Without trailing slash. */
  url: string;
  sandbox: boolean;
  /** Which web UIs this run looks at. */
  uis: Ui[];
  agents: [TestAgent, TestAgent];
  /** CTI endpoint of this Zammad, for the forwarder. */
  ctiUrl?: string;
  /** May read all people. */
  serviceToken?: string;
  stop(): Promise<void>;
}

/** The sandbox's CTI token. */
export const SANDBOX_CTI_TOKEN = 'sandbox-cti';

export async function openTarget(): Promise<ZammadTarget> {
  const url = process.env['OFFHOOK_E2E_ZAMMAD_URL'];
  if (!url) return openSandbox();
  const ui = process.env['OFFHOOK_E2E_UI'] === 'desktop' ? 'desktop' : 'legacy';
  const ctiUrl = process.env['OFFHOOK_E2E_CTI_URL'];
  const serviceToken = process.env['OFFHOOK_E2E_SERVICE_TOKEN'];
  return {
    url: url.replace(/\/+$/, ''),
    sandbox: false,
    uis: [ui],
    agents: [
      {
        token: needed('OFFHOOK_E2E_TOKEN_AGENT1'),
        login: needed('OFFHOOK_E2E_LOGIN'),
        password: needed('OFFHOOK_E2E_PASSWORD'),
      },
      {
        token: needed('OFFHOOK_E2E_TOKEN_AGENT2'),
        login: process.env['OFFHOOK_E2E_LOGIN2'] ?? '',
        password: process.env['OFFHOOK_E2E_PASSWORD2'] ?? needed('OFFHOOK_E2E_PASSWORD'),
      },
    ],
    ...(ctiUrl ? { ctiUrl } : {}),
    ...(serviceToken ? { serviceToken } : {}),
    stop: async () => {},
  };
}

export async function openSandbox(
  fixedPort?: number,
): Promise<ZammadTarget & { service: Service }> {
  const port = fixedPort ?? (await freePort());
  const service = await startService({
    name: 'sandbox',
    args: ['sandbox/main.ts'],
    env: { OFFHOOK_SANDBOX_PORT: String(port) },
    ready: /127\.0\.0\.1:\d+/,
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    sandbox: true,
    uis: ['legacy', 'desktop'],
    agents: [
      { token: 'sandbox-agent1', login: 'agent1@example.com' },
      { token: 'sandbox-agent2', login: 'agent2@example.com' },
    ],
    ctiUrl: `${url}/api/v1/cti/${SANDBOX_CTI_TOKEN}`,
    serviceToken: 'sandbox-admin',
    service,
    stop: () => service.stop(),
  };
}

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} must be set when OFFHOOK_E2E_ZAMMAD_URL is`);
  return value;
}

/** A relay with every policy on, many rules of each, and a Zammad that never answers. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const RULES = 500;

export interface HangingZammad {
  /** Takes requests and never answers them. */
  url: string;
  close(): void;
}

export async function startHangingZammad(): Promise<HangingZammad> {
  const server = createServer((request) => void request.resume());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export interface ConfigFileOnDisk {
  path: string;
  remove(): void;
}

/** A configuration file with hundreds of rules of each kind. */
export function writePolicies(about: { ctiUrl: string; ask: boolean }): ConfigFileOnDisk {
  const many = <T>(make: (index: number) => T): T[] =>
    Array.from({ length: RULES }, (_, index) => make(index));
  const three = (index: number) => String(index).padStart(3, '0');
  const config = {
    version: 1,
    zammad: {
      forward: { url: about.ctiUrl, ask: about.ask, transfers: true, agentReference: true },
    },
    agents: many((index) => ({
      login: `agent${index}@example.com`,
      extensions: [`1${three(index)}`, `PJSIP/1${three(index)}`],
      numbers: [`+4930777${three(index)}`],
      names: [`Agent Number ${index}`],
    })),
    queues: many((index) => ({
      name: `queue-${index}`,
      match: [`+4930666${three(index)}`],
      agents: [`agent${index}@example.com`],
    })),
    lines: many((index) => ({ match: `+4930555${three(index)}`, label: `Line ${index}` })),
    blocked: [
      ...many((index) => ({ number: `+4989${three(index)}*`, lines: [`+4930555${three(index)}`] })),
      { anonymous: true, until: '2099-12-31' },
    ],
    callerIds: {
      default: '+4930123000',
      routes: many((index) => ({ dest: `+33${three(index)}*`, callerId: '+33140000000' })),
    },
    visibility: 'own',
  };
  return writeConfig(config);
}

export function writeConfig(config: unknown): ConfigFileOnDisk {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-config-'));
  const path = join(folder, 'offhook.json');
  writeFileSync(path, JSON.stringify(config));
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A whole agent side over a real SQLite file, HTTP server and sockets, for tests. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import metadata from 'libphonenumber-js/metadata.max.json' with { type: 'json' };
import { createPhone } from '../../../lib/core/phone.ts';
import type { KnownAgent } from '../../../lib/core/roster.ts';
import { type AgentSide, type AgentSideTuning, createAgentSide } from '../../agent-side.ts';
import { createDevices } from '../../agents/devices.ts';
import type { RelayConfig } from '../../config.ts';
import { loadConfig } from '../../config-load.ts';
import { type OpenDatabase, openDatabase } from '../../store/database.ts';
import { createMetrics, type Metrics } from '../../telemetry/metrics.ts';
import { systemClock } from '../clock.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { createMemoryChanges, type MemoryChanges } from './memory-changes.ts';

export const phone = createPhone(metadata as never, { homeCountry: 'DE', areaCode: '30' });

export const ALICE: KnownAgent = {
  id: 3,
  login: 'agent1@example.com',
  email: 'agent1@example.com',
  name: 'Alice Agent',
  phone: '+49 30 55571601',
  mobile: '',
};
export const BOB: KnownAgent = {
  id: 4,
  login: 'agent2@example.com',
  email: 'agent2@example.com',
  name: 'Bob Müller',
  phone: '23',
  mobile: '0172 1234567',
};

export interface LogLine {
  fields: object;
  message: string;
}

export interface Bench {
  url: string;
  side: AgentSide;
  server: Server;
  database: OpenDatabase;
  changes: MemoryChanges;
  clock: ManualClock;
  metrics: Metrics;
  lines: LogLine[];
  /** Pairs an agent without asking a Zammad. @returns the device token */
  pair(agent: KnownAgent, name?: string): Promise<string>;
  close(): Promise<void>;
}

export interface BenchOptions {
  config?: Partial<RelayConfig>;
  tuning?: AgentSideTuning;
  /** An existing database file and the changes over it: a restart. */
  file?: string;
  changes?: (database: OpenDatabase) => MemoryChanges | Promise<MemoryChanges>;
  /** Agents who are paired before the start. */
  agents?: KnownAgent[];
}

export async function temporaryFile(): Promise<{ file: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'offhook-'));
  return {
    file: join(folder, 'offhook.db'),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

export async function startBench(options: BenchOptions = {}): Promise<Bench> {
  const temporary = options.file === undefined ? await temporaryFile() : undefined;
  const database = await openDatabase(`sqlite:${options.file ?? temporary?.file}`);
  const changes = (await options.changes?.(database)) ?? createMemoryChanges(database.db);
  const clock = createManualClock();
  const metrics = createMetrics();
  const lines: LogLine[] = [];
  const note = (fields: object, message: string) => void lines.push({ fields, message });
  const config: RelayConfig = { ...loadConfig({}), ...options.config };
  const devices = createDevices({ db: database.db, clock: systemClock, onRevoked: () => {} });
  const pairDirectly = (agent: KnownAgent, name = 'test') => devices.pair(agent, name);
  for (const agent of options.agents ?? []) await pairDirectly(agent);
  const side = createAgentSide({
    db: database.db,
    changes,
    config,
    phone,
    log: { info: note, warn: note, error: note },
    metrics,
    clock: clock.now,
    tuning: { timers: clock, ...options.tuning },
  });
  const listener = getRequestListener(side.routes.fetch);
  const server = createServer((request, response) => void listener(request, response));
  side.attach(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = new AbortController();
  side.start(stop.signal);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    side,
    server,
    database,
    changes,
    clock,
    metrics,
    lines,
    pair: pairDirectly,
    async close() {
      const closing = side.close('shutdown');
      clock.advance(10_000);
      await closing;
      stop.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await database.close();
      await temporary?.remove();
    },
  };
}

/** A whole relay on a free port with its own database, for tests that talk HTTP. */
import { onTestFinished } from 'vitest';
import type { Call } from '../../lib/core/call.ts';
import type { RelayConfig } from '../config.ts';
import { mergeConfig } from '../config-merge.ts';
import { type Relay, startRelay } from '../start-relay.ts';
import { openDatabase } from '../store/database.ts';
import { createLog } from '../telemetry/log.ts';
import { tempFolder } from './temp-folder.ts';

export const SECRET = 'test-secret';

export interface TestRelay extends Relay {
  databaseUrl: string;
  /** Everything that was logged, as text. */
  logged(): string;
  /** Posts a form (text) or a prepared request to the push endpoint. */
  push(body: string | URLSearchParams, init?: RequestInit): Promise<Response>;
}

/** The default configuration with what a test changes. */
export function testConfig(changes: Partial<RelayConfig> = {}): RelayConfig {
  const { config } = mergeConfig({ connections: [], ctiToken: SECRET, port: 0 }, undefined);
  return { ...config, ...changes };
}

export async function startTestRelay(
  changes: Partial<RelayConfig> = {},
  options: { clock?: () => number; databaseUrl?: string } = {},
): Promise<TestRelay> {
  const databaseUrl = options.databaseUrl ?? `sqlite:${tempFolder()}/offhook.db`;
  const lines: string[] = [];
  const log = createLog('debug', { write: (line: string) => void lines.push(line) });
  const relay = await startRelay({
    config: testConfig({ databaseUrl, ...changes }),
    log,
    ...(options.clock && { clock: options.clock }),
  });
  onTestFinished(() => relay.close());
  return {
    ...relay,
    databaseUrl,
    logged: () => lines.join(''),
    push: (body, init) =>
      fetch(`${relay.url}/api/v1/cti/${SECRET}`, { method: 'POST', body, ...init }),
  };
}

/** All calls of a database, oldest first, read by a second connection as `doctor` would. */
export async function storedCalls(databaseUrl: string): Promise<Call[]> {
  const { db, close } = await openDatabase(databaseUrl);
  try {
    const rows = await db.selectFrom('calls').select('snapshot').orderBy('started_at').execute();
    return rows.map(({ snapshot }) => JSON.parse(snapshot) as Call);
  } finally {
    await close();
  }
}

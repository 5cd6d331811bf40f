/** Doctor: the relay itself, its disk, and what its journal tells about telephone systems. */
import { statfs } from 'node:fs/promises';
import type { RelayConfig } from '../config.ts';
import type { Database } from '../store/database.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const MIB = 1024 * 1024;
const DAY_MS = 86_400_000;

export async function checkDisk(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / MIB);
  const text = `Disk of the database: ${free} MiB free`;
  if (free < 100) return fail(text, 'Free some space: without it no event can be stored.');
  return free < 1024 ? warn(text, 'Free some space before it runs out.') : ok(text);
}

export async function checkRelay(config: RelayConfig): Promise<Finding> {
  const url = `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${config.port}`;
  const seen = await answersReady(url);
  if (seen === 'ready') return ok(`Relay: ready at ${url}`);
  return seen === 'nothing'
    ? warn(`Relay: nothing answers at ${url}`, 'Start it with "offhook serve".')
    : fail(`Relay: ${url} answers, but not as a ready relay`, 'Look into its log, restart it.');
}

export async function checkPublicUrl(config: RelayConfig): Promise<Finding> {
  const { publicUrl } = config;
  if (publicUrl === undefined) {
    return warn(
      'Public address: not set',
      'Set OFFHOOK_PUBLIC_URL to the address that agents and the telephone system use.',
    );
  }
  const seen = await answersReady(publicUrl);
  if (seen !== 'ready') {
    return fail(
      'Public address: the relay does not answer there',
      'Check the proxy in front of the relay, its certificate, and OFFHOOK_PUBLIC_URL.',
    );
  }
  return publicUrl.startsWith('https:') || /\/\/(localhost|127\.)/.test(publicUrl)
    ? ok('Public address: the relay answers there')
    : warn('Public address: without TLS', 'Put a proxy with a certificate in front of the relay.');
}

async function answersReady(url: string): Promise<'ready' | 'other' | 'nothing'> {
  try {
    const response = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(5_000) });
    const body: unknown = await response.json().catch(() => undefined);
    const ready = body && typeof body === 'object' && 'ready' in body && body.ready === true;
    return ready ? 'ready' : 'other';
  } catch {
    return 'nothing';
  }
}

/** When each connection was last heard of. */
export async function checkSilence(
  config: RelayConfig,
  db: Database,
  now: number,
): Promise<Finding[]> {
  const rows = await db
    .selectFrom('events')
    .select((is) => ['connection', is.fn.max('at').as('at')])
    .where('raw', '!=', '')
    .groupBy('connection')
    .execute();
  const heard = new Map(rows.map(({ connection, at }) => [connection, at]));
  return config.connections.map(({ id, enabled }) => {
    if (!enabled) return warn(`Connection ${id}: switched off`, 'Set "enabled": true to use it.');
    const at = heard.get(id);
    if (at === undefined) {
      return warn(
        `Connection ${id}: nothing was ever received`,
        'Enter the address that "offhook connections" prints in the telephone system, then ring once.',
      );
    }
    const text = `Connection ${id}: last event ${new Date(at).toISOString()}`;
    return now - at > 7 * DAY_MS
      ? warn(text, 'Ring once; if nothing comes, check the address in the telephone system.')
      : ok(text);
  });
}

export async function checkWaiting(db: Database, now: number): Promise<Finding> {
  const row = await db
    .selectFrom('forwards')
    .select((is) => [is.fn.countAll<number>().as('count'), is.fn.min('created_at').as('oldest')])
    .where('state', 'is', null)
    .executeTakeFirstOrThrow();
  const text = `Events waiting for Zammad: ${row.count}`;
  return row.count > 0 && row.oldest !== null && now - row.oldest > 60_000
    ? warn(text, 'They are sent when Zammad answers; see the lines about Zammad.')
    : ok(text);
}

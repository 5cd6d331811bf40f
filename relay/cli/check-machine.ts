/** Doctor: the relay itself and its disk. */
import { statfs } from 'node:fs/promises';
import type { RelayConfig } from '../config.ts';
import { localUrl } from './local-url.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const MIB = 1024 * 1024;

export async function checkDisk(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / MIB);
  const text = `Disk of the database: ${free} MiB free`;
  if (free < 100) return fail(text, 'Free some space: without it no event can be stored.');
  return free < 1024 ? warn(text, 'Free some space before it runs out.') : ok(text);
}

export async function checkRelay(config: RelayConfig): Promise<Finding> {
  const url = localUrl(config);
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

/** A replay into the journal it was read from would double every call in it. */
import { existsSync, statSync } from 'node:fs';
import type { RelayConfig } from '../../config.ts';
import { databaseFile } from '../../journal/open-journal.ts';
import { UsageError } from '../arguments.ts';
import { localUrl } from '../local-url.ts';

/** Links to the same file are the same file. @throws UsageError */
export function refuseSameDatabase(sourceUrl: string, targetUrl: string): void {
  const source = databaseFile(sourceUrl);
  const target = databaseFile(targetUrl);
  const same = source === target || isSameFile(source, target);
  if (same) {
    throw new UsageError('--database is the journal itself. Name another file, it may be new.');
  }
}

/** @throws UsageError */
export function refuseOwnRelay(text: string, config: RelayConfig): void {
  const url = URL.parse(text);
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new UsageError('--into must be the address of a relay, like http://127.0.0.1:4880.');
  }
  const own = [localUrl(config), config.publicUrl].flatMap((one) => {
    const parsed = one === undefined ? null : URL.parse(one);
    return parsed ? [parsed] : [];
  });
  const loopback = (host: string) =>
    host === 'localhost' || host === '[::1]' || host.startsWith('127.') ? 'this machine' : host;
  const same = own.some(
    (one) => loopback(one.hostname) === loopback(url.hostname) && portOf(one) === portOf(url),
  );
  if (same) throw new UsageError('--into is the relay whose journal this is. Name a test relay.');
}

function isSameFile(a: string, b: string): boolean {
  if (!existsSync(a) || !existsSync(b)) return false;
  const [first, second] = [statSync(a), statSync(b)];
  return first.dev === second.dev && first.ino === second.ino;
}

function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80');
}

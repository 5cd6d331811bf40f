/** What one connected, quiet agent costs the relay. */
import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { openStreams } from './agents.ts';
import type { Row } from './figures.ts';

const SOCKETS = 2000;

export async function measureIdleMemory(
  relay: { url: string; pid: number },
  devices: readonly string[],
): Promise<Row> {
  const before = residentKiB(relay.pid);
  const streams = await openStreams(relay.url, devices, SOCKETS);
  // Buffers of the handshakes are given back only after a while.
  await pause(5000);
  const after = residentKiB(relay.pid);
  streams.close();
  return {
    what: `idle memory, ${SOCKETS} sockets`,
    figure: `${((after - before) / SOCKETS).toFixed(1)} KiB per socket, ${Math.round(after / 1024)} MiB in all`,
    wanted: '5,000 in 256 MiB',
    holds: before + ((after - before) / SOCKETS) * 5000 <= 256 * 1024,
  };
}

function residentKiB(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim());
}

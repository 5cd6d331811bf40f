/** Address of the relay that is configured here, from this machine. */
import type { RelayConfig } from '../config.ts';

export function localUrl(config: Pick<RelayConfig, 'host' | 'port'>): string {
  const everywhere = config.host === '0.0.0.0' || config.host === '::';
  const host = everywhere ? '127.0.0.1' : config.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${config.port}`;
}
